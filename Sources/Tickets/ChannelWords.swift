internal import Tables

/// What systems call the ways on which customers come, and which of `phone`, `chat`, `email` and `social` it is.
///
/// Forms, portals and letters are answered like e-mail; messages (WhatsApp, SMS, Messenger) like chat; what is public
/// (posts, comments, reviews, forums) is social.
enum ChannelWords {
  /// The usual name of a channel; nil where the word is none that is known.
  static func usual(_ text: String) -> String? {
    let key = PlainText.key(text)
    if key.isEmpty { return nil }
    if let name = whole[key] { return name }
    return parts.first { part in part.words.contains { key.contains($0) } }?.name
  }

  /// Words that say a channel only when they stand alone.
  private static let whole: [String: String] = {
    var table: [String: String] = [:]
    for (name, words) in [
      ("phone", ["tel", "ivr", "acd", "pstn", "sip", "voip", "inbound", "talk", "cti", "hovor", "gesprek", "oproep"]),
      ("chat", ["im", "mms", "bot", "dm", "line", "twitterdm", "smooch", "twilio", "intercom", "conversation"]),
      (
        "email",
        [
          "web", "www", "api", "app", "form", "forms", "ticket", "internet", "online", "site", "weblink", "url",
          "external", "mobile", "mobilesdk", "mobihelp", "batch", "contactus", "carta", "brief",
        ]
      ),
      ("social", ["x", "xcorp", "fb", "ig", "public", "post", "comment", "wall"]),
    ] { for word in words { table[word] = name } }
    return table
  }()

  /// Words that say a channel wherever they stand; the first that occurs decides.
  private static let parts: [(name: String, words: [String])] = [
    ("phone", ["voicemail"]),
    (
      "chat",
      [
        "whatsapp", "messenger", "directmessage", "telegram", "viber", "wechat", "imessage", "applebusiness",
        "messag", "sms", "textmessage", "chat", "czat", "slack", "msteams", "microsoftteams", "kik", "livehelp",
      ]
    ),
    (
      "social",
      [
        "facebook", "twitter", "instagram", "youtube", "tiktok", "linkedin", "reddit", "social", "sozial", "forum",
        "community", "review", "trustpilot", "googleplay", "appstore", "yelp", "spolecznos", "comunidad", "mention",
        "discord", "pinterest", "vkontakte",
      ]
    ),
    (
      "email",
      [
        "mail", "correo", "courriel", "posta", "postal", "poczt", "webform", "formul", "portal", "helpcenter",
        "helpcentre", "widget", "webservice", "selfservice", "website", "smtp", "imap", "gmail", "outlook",
        "closedticket",
        "letter", "fax", "webinterface", "kontaktform", "contactform", "feedback", "ecommerce", "internetform",
        "catalog", "servicerequest",
      ]
    ),
    (
      "phone",
      [
        "phone", "call", "voice", "telefon", "teleph", "fon", "anruf", "appel", "llamad", "chiamat", "chamad", "ligac",
        "rozmow", "polaczen", "volani", "volanie", "telefoni", "aircall", "talkdesk", "five9", "dialpad", "ringcentral",
        "avaya",
      ]
    ),
  ]
}
