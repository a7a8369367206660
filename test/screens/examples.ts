import type { Language } from '../e2e/support/launch'

/** What a person of each language might write and name, in the pictures of the README and the stores. */
type Example = {
  secret: string
  note: string
  /** Of secrets in the history: waiting, waiting for guests, read, expired, burned. */
  labels: readonly [string, string, string, string, string]
}

const password = 'hunter2-Correct'

export const examples: Record<Language, Example> = {
  en: {
    secret: `user: deploy\npassword: ${password}`,
    note: 'For the staging server only.',
    labels: ['Staging, deploy user', 'Wi-Fi for guests', 'VPN of Claire', 'Signing key', 'Wrong recipient'],
  },
  fr: {
    secret: `utilisateur\u00a0: deploy\nmot de passe\u00a0: ${password}`,
    note: 'Seulement pour le serveur de test.',
    labels: [
      'Serveur de test',
      'Wi-Fi des invités',
      'VPN de Claire',
      'Clé de signature',
      'Mauvais destinataire',
    ],
  },
  de: {
    secret: `Benutzer: deploy\nPasswort: ${password}`,
    note: 'Nur für den Testserver.',
    labels: ['Testserver', 'WLAN für Gäste', 'VPN von Claire', 'Signaturschlüssel', 'Falscher Empfänger'],
  },
  es: {
    secret: `usuario: deploy\ncontraseña: ${password}`,
    note: 'Solo para el servidor de pruebas.',
    labels: [
      'Servidor de pruebas',
      'Wifi de invitados',
      'VPN de Claire',
      'Clave de firma',
      'Destinatario equivocado',
    ],
  },
  it: {
    secret: `utente: deploy\npassword: ${password}`,
    note: 'Solo per il server di prova.',
    labels: [
      'Server di prova',
      'Wi-Fi per gli ospiti',
      'VPN di Claire',
      'Chiave di firma',
      'Destinatario sbagliato',
    ],
  },
  'pt-BR': {
    secret: `usuário: deploy\nsenha: ${password}`,
    note: 'Só para o servidor de testes.',
    labels: [
      'Servidor de testes',
      'Wi-Fi dos visitantes',
      'VPN da Claire',
      'Chave de assinatura',
      'Destinatário errado',
    ],
  },
  nl: {
    secret: `gebruiker: deploy\nwachtwoord: ${password}`,
    note: 'Alleen voor de testserver.',
    labels: ['Testserver', 'Wifi voor gasten', 'VPN van Claire', 'Tekensleutel', 'Verkeerde ontvanger'],
  },
  pl: {
    secret: `użytkownik: deploy\nhasło: ${password}`,
    note: 'Tylko do serwera testowego.',
    labels: ['Serwer testowy', 'Wi-Fi dla gości', 'VPN Claire', 'Klucz do podpisu', 'Zły odbiorca'],
  },
  ja: {
    secret: `ユーザー：deploy\nパスワード：${password}`,
    note: '検証サーバー専用です。',
    labels: ['検証サーバー', '来客用Wi-Fi', 'クレールのVPN', '署名鍵', '宛先の間違い'],
  },
  ar: {
    secret: `المستخدم: deploy\nكلمة السر: ${password}`,
    note: 'لخادم الاختبار فقط.',
    labels: ['خادم الاختبار', 'شبكة الضيوف', 'شبكة كلير الخاصة', 'مفتاح التوقيع', 'مستلم خاطئ'],
  },
}
