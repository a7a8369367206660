import type { End, State } from '../../lib/rules/entry'

const lines: Record<End, string> = {
  read: 'M11.500 18.500l4.500 4.500 8.500-9.500',
  burned:
    'M18.500 9.500c.5 3.500 5 5.500 5 10.500a5.500 5.500 0 0 1-11 0c0-2.500 1.200-4 2.400-5.200.2 1.600.8 2.600 1.900 3.100.1-3.100.2-6 1.700-8.400Z',
  expired: 'M13 10.500h10M13 25.500h10M14 10.500c0 4.500 8 6.500 8 12v3M22 10.500c0 4.500-8 6.500-8 12v3',
  gone: 'M15 15.300a3 3 0 1 1 4.600 2.500c-1.100.7-1.600 1.300-1.600 2.500M18 24v.01',
}
const seal =
  'M18 13.500a3.200 3.200 0 0 0-1.600 6l-.9 4a.7.7 0 0 0 .7.8h3.600a.7.7 0 0 0 .7-.8l-.9-4a3.200 3.200 0 0 0-1.600-6Z'

/** What became of it, in one small drawing: a seal as long as it waits, whole or only its outline. */
export function Sign({ state, sealed }: { state: State; sealed: boolean }) {
  if (state !== 'waiting') return <path class="sign" d={lines[state]} />
  return (
    <>
      {sealed && <circle class="wax" cx="18" cy="18" r="11.500" />}
      <path class={sealed ? 'keyhole' : 'sign'} d={seal} />
    </>
  )
}
