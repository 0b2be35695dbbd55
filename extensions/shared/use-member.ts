/** What a surface knows of member and program, and one action at a time that changes it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PublicProgram } from '../../app/core/contracts/public-program.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';
import { askStanding, Refusal } from './ask-app.ts';
import { say, type Values } from './words.ts';

export type Message = { tone: 'success' | 'warning'; text: string };
/** With what had been worked on, so that it can be said beside it. */
export type Told = Message & { about: string };

export type MemberState = {
  loaded: boolean;
  program: PublicProgram | null;
  /** Null for a guest, and while the app cannot be reached. */
  standing: Standing | null;
  /** Text of her own QR code for the till. */
  memberCode: string | null;
  message: Told | null;
  /** What is being worked on. */
  busy: string | null;
  show: (standing: Standing) => void;
  /** Asks for the standing again. */
  reload: () => Promise<void>;
  /** Runs an action unless another runs; what it returns, or its failure, is told. */
  work: (id: string, action: () => Promise<Message | null>) => void;
};

/** @param who asks anew when it changes; nothing is asked while it is undefined. */
export function useMember(who: string | undefined): MemberState {
  const [loaded, setLoaded] = useState(false);
  const [program, setProgram] = useState<PublicProgram | null>(null);
  const [standing, setStanding] = useState<Standing | null>(null);
  const [memberCode, setMemberCode] = useState<string | null>(null);
  const [message, setMessage] = useState<Told | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  const reload = useCallback(async () => {
    const reply = await askStanding();
    setProgram(reply.program);
    setStanding(reply.standing);
    setMemberCode(reply.memberCode ?? null);
  }, []);
  useEffect(() => {
    if (who === undefined) return;
    reload()
      .catch((error: unknown) => setMessage({ ...apology(null, error), about: 'loading' }))
      .finally(() => setLoaded(true));
  }, [who, reload]);

  const work = (id: string, action: () => Promise<Message | null>) => {
    if (busy !== null) return;
    setBusy(id);
    setMessage(null);
    void action()
      .catch(async (error: unknown) => {
        // Points may be set aside all the same.
        await reload().catch(() => undefined);
        return apology(program, error);
      })
      .then((message) => setMessage(message && { ...message, about: id }))
      .finally(() => setBusy(null));
  };
  return { loaded, program, standing, memberCode, message, busy, show: setStanding, reload, work };
}

export function success(program: PublicProgram | null, key: string, values: Values = {}): Message {
  return { tone: 'success', text: say(program, key, values) };
}

export function warning(program: PublicProgram | null, key: string, values: Values = {}): Message {
  return { tone: 'warning', text: say(program, key, values) };
}

function apology(program: PublicProgram | null, error: unknown): Message {
  const sentence = error instanceof Refusal ? error.sentence : null;
  return sentence === null ? warning(program, 'said.offline') : { tone: 'warning', text: sentence };
}
