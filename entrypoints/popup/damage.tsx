import { DamageNotice } from '../../components/damage/DamageNotice'
import { Damage as Model } from '../../components/damage/model'
import type { Call } from '../../lib/doors/messages'
import type { Damage } from '../../lib/rules/damage'

export const tellDamage = (call: Call, found: Damage) => (
  <div class="before">
    <DamageNotice model={new Model({ call }, found)} />
  </div>
)
