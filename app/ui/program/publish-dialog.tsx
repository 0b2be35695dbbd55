/** Asked before a program is published: what stands out, and where tiers change, who moves where. */
import { BlockStack, Modal, Text } from '@shopify/polaris';
import type { SimulationView } from '#app/presenters/present-simulation.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { TierMoves } from '#app/ui/program/trial-result.tsx';
import type { ToldWarning } from '#app/ui/program/use-warnings.ts';
import { WarningList } from '#app/ui/program/warning-list.tsx';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

type PublishDialogProps = {
  open: boolean;
  /** What must be mended or checked first. */
  warnings: ToldWarning[];
  /** Whether members may move between tiers. */
  tiersMove: boolean;
  /** A finished try of exactly this program, if there is one. */
  tried: SimulationView | null;
  tierName: (id: string) => string;
  onPublish: () => void;
  onTry: () => void;
  onClose: () => void;
};

export function PublishDialog(props: PublishDialogProps) {
  const { open, warnings, tiersMove, tried, tierName, onPublish, onTry, onClose } = props;
  const texts = useTexts(programPreparingTexts).publish;
  const mustMend = warnings.some(({ severity }) => severity === 'stop');
  const cancel = { content: texts.cancel, onAction: onClose };
  const askTry = tiersMove && !tried;
  return (
    <Modal
      open={open}
      title={texts.title}
      onClose={onClose}
      primaryAction={{ content: texts.confirm, disabled: mustMend, onAction: onPublish }}
      secondaryActions={askTry ? [{ content: texts.tryFirst, onAction: onTry }, cancel] : [cancel]}
    >
      <Modal.Section>
        <Text as="p">{texts.confirmed}</Text>
      </Modal.Section>
      {warnings.length > 0 ? (
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="h3" variant="headingSm">
              {mustMend ? texts.mend : texts.check}
            </Text>
            <WarningList warnings={warnings} withLinks={false} />
          </BlockStack>
        </Modal.Section>
      ) : null}
      {tiersMove ? (
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="h3" variant="headingSm">
              {texts.tiers}
            </Text>
            <Text as="p">{tried ? texts.tried : texts.untried}</Text>
            {tried?.result ? (
              <TierMoves result={tried.result} people={tried.people} tierName={tierName} />
            ) : null}
          </BlockStack>
        </Modal.Section>
      ) : null}
    </Modal>
  );
}
