import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { useWindowState } from '../../appearance.ts';
import { useCounterStatus } from '../../counter-status.ts';
import { BackendFailedPage } from './backend-failed-page.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { SignInPage } from './sign-in-page.tsx';

const loadProgram = () => import('../program/program.tsx');
const loadEnrolment = () => import('../enrolment/enrolment-page.tsx');
const Program = lazy(loadProgram);
const EnrolmentPage = lazy(loadEnrolment);
const FirstSynchronisationPage = lazy(() => import('../enrolment/first-synchronisation-page.tsx'));

/**
 * Leads from the first frame to the program: not set up, filling its replica, nobody signed in, or at work. Everything
 * behind the login is loaded after the login page has been drawn, so that nobody waits for it.
 */
export function Entry(): ReactElement {
  const status = useCounterStatus();
  const { backend, usedBefore } = useWindowState();
  const drawn = status !== null;
  const [enrolling, setEnrolling] = useState(false);
  // The central office was restored from before this window's enrolment, or another machine has its place.
  const mayEnrolAgain = status?.connection.reason === 'credential-refused';

  useEffect(() => {
    if (!drawn) return;
    const handle = requestIdleCallback(() => {
      void import('../../faces-ahead.ts').then(({ loadFacesAhead }) => loadFacesAhead());
      void loadProgram();
    });
    return () => cancelIdleCallback(handle);
  }, [drawn]);

  if (backend.state === 'failed') return <BackendFailedPage backend={backend} />;
  if (status === null && !usedBefore) return <EntryFrame status={null} />;
  return (
    <Suspense fallback={<EntryFrame status={status} />}>
      {status === null ? (
        <SignInPage key="sign-in" status={null} onEnrolAgain={null} />
      ) : !status.enrolled ? (
        <EnrolmentPage status={status} />
      ) : !status.firstSynchronisation.done ? (
        <FirstSynchronisationPage status={status} />
      ) : status.clerk === null && mayEnrolAgain && enrolling ? (
        <EnrolmentPage status={status} onBack={() => setEnrolling(false)} />
      ) : status.clerk === null ? (
        <SignInPage
          key="sign-in"
          status={status}
          onEnrolAgain={mayEnrolAgain ? () => setEnrolling(true) : null}
        />
      ) : (
        <Program />
      )}
    </Suspense>
  );
}
