import { plain } from './codings'
import { readings } from './readings'

// Gateways that may put a number of their own in an address's place, and look it up when somebody goes there.
const gateway =
  /(?:^|[.-])(?:mimecast(?:protect)?|vade(?:secure|retro)|mailinblack|inky(?:phishfence)?|iphmx|secure-web\.cisco|emailprotection|hornetsecurity|cloud-security|fireeye|trellix|symantec|sophos|trendmicro|cudasvc|egress|avanan|esvalabs|edgepilot|zixcentral|protect\.checkpoint|urldefense(?:\.proofpoint)?|safelinks\.protection\.outlook)\.[a-z]+$|(?:clicktime|linkprotect|linkscan|mail-?protection|url-?protect|safe-?links|protect-?url)/

/** How Mimecast, Inky and others tell people at least the domain. */
const saysDomain = /[?&](?:domain|d)=[a-z\d-]+(?:\.[a-z\d-]+)+(?=&|$)/i
const most = { characters: 30_000, addresses: 5, address: 4_000 }

/**
 * Whether a text's link is a gateway's own, and the address that it was is not in it. Not of a gateway that carries an
 * address, whichever that is.
 */
export function hidesLink(text: string): boolean {
  const addresses = plain(text.slice(0, most.characters)).match(/https?:\/\/[^\s<>"']+/gi) ?? []
  return addresses.slice(0, most.addresses).some(address => {
    if (!URL.canParse(address)) return false
    const { hostname, search, pathname } = new URL(address)
    const isGateway = gateway.test(hostname) || saysDomain.test(search)
    return isGateway && pathname.length + search.length > 8 && !carriesAddress(address)
  })
}

function carriesAddress(address: string): boolean {
  const rest = address.slice(address.indexOf('//'), most.address)
  for (const reading of readings(rest, text => [plain(text)]))
    if (/https?:\/|\/secret\/|https?-3A__|aHR0c/i.test(reading)) return true
  return false
}
