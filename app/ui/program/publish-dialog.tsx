/** Asked before a program is published that changes tiers: who moves where, or that nobody has looked. */
import { Modal, Text } from '@shopify/polaris';
import type { SimulationView } from '#app/presenters/present-simulation.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { TierMoves } from '#app/ui/program/trial-result.tsx';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

type PublishDialogProps = {
  open: boolean;
  /** A finished try of exactly this program, if there is one. */
  tried: SimulationView | null;
  tierName: (id: string) => string;
  onPublish: () => void;
  onTry: () => void;
  onClose: () => void;
};

export function PublishDialog({ open, tried, tierName, onPublish, onTry, onClose }: PublishDialogProps) {
  const texts = useTexts(programPreparingTexts).publish;
  const cancel = { content: texts.cancel, onAction: onClose };
  return (
    <Modal
      open={open}
      title={texts.title}
      onClose={onClose}
      primaryAction={{ content: texts.confirm, onAction: onPublish }}
      secondaryActions={tried ? [cancel] : [{ content: texts.tryFirst, onAction: onTry }, cancel]}
    >
      <Modal.Section>
        <Text as="p">{tried ? texts.tried : texts.untried}</Text>
      </Modal.Section>
      {tried?.result ? (
        <Modal.Section>
          <TierMoves result={tried.result} people={tried.people} tierName={tierName} />
        </Modal.Section>
      ) : null}
    </Modal>
  );
}
