import { DamageNotice } from '../../components/damage/DamageNotice'
import { Damage as Model } from '../../components/damage/model'
import type { Call } from '../../lib/doors/messages'
import { Damage } from '../../lib/rules/damage'

/** @param raw What the background kept of it */
export function tellDamage(call: Call, raw: unknown) {
  const found = Damage.safeParse(raw)
  if (!found.success) return null
  return (
    <div class="before">
      <DamageNotice model={new Model({ call }, found.data)} />
    </div>
  )
}
