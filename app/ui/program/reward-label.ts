/** Name and price of a reward as it is being typed; falls back to its kind while a value cannot be read. */
import { parseMinor } from '#app/core/money.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { RewardDraft } from '#app/ui/program/program-draft.ts';
import { programSummaryTexts } from '#app/ui/texts/program-summary.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export function useRewardLabel(): (reward: RewardDraft) => { name: string; price: string } {
  const { format, language } = useAdmin();
  const { kinds } = useTexts(programTexts).rewards;
  const words = useTexts(programSummaryTexts);
  return (reward) => {
    const points = Number(reward.points);
    const price = Number.isSafeInteger(points) ? words.points(points, format.number(points)) : '–';
    const own = reward.titles[language].trim();
    if (own) return { name: own, price };
    const amount = parseMinor(reward.amount.trim().replace(',', '.'), format.exponent);
    if (reward.kind === 'amountOff' && amount !== undefined) {
      return { name: words.amountOff(format.money(amount)), price };
    }
    if (reward.kind === 'storeCredit' && amount !== undefined)
      return { name: words.storeCredit(format.money(amount)), price };
    if (reward.kind === 'giftCard' && amount !== undefined)
      return { name: words.giftCard(format.money(amount)), price };
    const percent = Number(reward.percent.replace(',', '.'));
    if (reward.kind === 'percentOff' && percent > 0) {
      return { name: words.percentOff(format.share(percent / 100)), price };
    }
    return { name: kinds[reward.kind], price };
  };
}
