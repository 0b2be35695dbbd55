/** Nobody loses what she typed by following a link: the admin asks before a page with unsaved changes is left. */
import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';

export function useLeaving(changed: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => changed && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    let asked = true;
    void leaveConfirmation().then(() => {
      if (asked) blocker.proceed();
    });
    return () => {
      asked = false;
    };
  }, [blocker]);
}

/** Settles once she may leave; without App Bridge nobody can be asked. */
async function leaveConfirmation(): Promise<void> {
  await window.shopify?.saveBar.leaveConfirmation();
}
