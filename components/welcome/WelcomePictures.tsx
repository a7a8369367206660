/** The seal, `r` wide around the middle, as on the icon. */
const Seal = ({ x, y, r = 13 }: { x: number; y: number; r?: number }) => (
  <g class="wax">
    <circle cx={x} cy={y} r={r} />
    <path
      class="on-wax"
      d={`M${x} ${y - r / 2}a${r / 4} ${r / 4} 0 0 1 ${r / 8} ${r / 2}l${r / 8} ${r / 2}h${-r / 2}l${r / 8} ${-r / 2}a${r / 4} ${r / 4} 0 0 1 ${r / 8} ${-r / 2}z`}
    />
  </g>
)

/** A page with a selection, and the menu over it. */
export const SelectPicture = () => (
  <svg viewBox="0 0 160 104" aria-hidden="true">
    <path class="sheet" d="M14 10h132v84H14z" />
    <path d="M14 26h132M22 18h.1M30 18h.1M38 18h.1M28 38h56M28 50h22M28 80h40" />
    <path class="selected" d="M54 44h56v12H54z" />
    <path d="M60 50h44" />
    <path class="sheet" d="M84 60h66v36H84z" />
    <path class="wax" d="M86 74h62v10H86z" />
    <path d="M92 68h34M92 90h28" />
    <path class="on-wax line" d="M92 79h46" />
    <path class="sheet" d="m76 52 12 6-5 1.500-1.500 5z" />
  </svg>
)

/** A sealed envelope on its way to a server. */
export const SealPicture = () => (
  <svg viewBox="0 0 160 104" aria-hidden="true">
    <path class="sheet" d="M12 30h72v50H12z" />
    <path d="m12 30 36 30 36-30" />
    <Seal x={48} y={58} />
    <path d="M92 55h16m-6-5 6 5-6 5" />
    <path class="sheet" d="M116 22h32v20h-32zM116 45h32v20h-32zM116 68h32v20h-32z" />
    <path d="M122 32h.1M122 55h.1M122 78h.1M134 32h8M134 55h8M134 78h8" />
  </svg>
)

/** An open envelope, its seal broken, with the letter in it. */
export const ReadPicture = () => (
  <svg viewBox="0 0 160 104" aria-hidden="true">
    <path class="sheet" d="m38 46 42-32 42 32v46H38z" />
    <path class="sheet" d="M50 20h60v48H50z" />
    <path d="M60 32h40M60 42h28" />
    <path class="sheet" d="m38 46 42 30 42-30v46H38z" />
    <path class="wax" d="M66 76a14 14 0 0 1 11-13l-4 7 5 5-6 6 3 8a14 14 0 0 1-9-13z" />
    <path class="wax" d="M94 76a14 14 0 0 0-11-13l-4 7 5 5-6 6 3 8a14 14 0 0 0 13-13z" />
  </svg>
)

/** What the recipient of a sealed secret sees: Cachet’s page, or the opener page. */
export const SealedPagePicture = () => (
  <svg viewBox="0 0 120 64" aria-hidden="true">
    <path class="sheet" d="M10 4h100v56H10z" />
    <path d="M10 16h100M16 10h.1M22 10h.1M28 10h.1M50 28h48M50 36h34" />
    <Seal x={32} y={34} r={10} />
    <path class="wax" d="M50 44h34v9H50z" />
  </svg>
)

/** What the recipient of a standard secret sees: the server’s own page. */
export const ServerPagePicture = () => (
  <svg viewBox="0 0 120 64" aria-hidden="true">
    <path class="sheet" d="M10 4h100v56H10z" />
    <path d="M10 16h100M16 10h.1M22 10h.1M28 10h.1M34 28h52M42 36h36" />
    <path class="sheet" d="M40 44h40v9H40z" />
  </svg>
)

/** The toolbar: the button with the puzzle piece, and the pin in its list. */
export const PinPicture = () => (
  <svg viewBox="0 0 160 104" aria-hidden="true">
    <path class="sheet" d="M8 8h144v24H8z" />
    <path d="M18 20h70" />
    <path class="wax line" d="M116 15h4a3 3 0 1 1 6 0h4v4a3 3 0 1 1 0 6v3h-14v-3a3 3 0 1 0 0-6z" />
    <path d="M142 14h.1M142 20h.1M142 26h.1" />
    <path class="sheet" d="M56 38h92v56H56z" />
    <path d="M66 50h44M66 82h38" />
    <Seal x={71} y={66} r={7} />
    <path d="M84 66h30" />
    <path class="wax line" d="m130 60 8 8m-9-3c3-1 5-3 6-6l5 5c-3 1-5 3-6 6zm1 2-5 6" />
  </svg>
)
