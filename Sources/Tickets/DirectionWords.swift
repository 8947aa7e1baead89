internal import Tables

/// Who started a contact: a customer, the team, or two colleagues among themselves.
enum Direction: Hashable {
  case inbound
  case outbound
  case within
  /// A word that is not known.
  case unknown
}

/// How telephone systems and ticket systems write the direction of a contact, in the languages of their users.
enum DirectionWords {
  /// The direction that a cell names; nil where it is empty.
  static func direction(_ text: String) -> Direction? {
    let key = PlainText.key(text)
    if key.isEmpty { return nil }
    if let direction = whole[key] { return direction }
    if key.contains("internat") { return .unknown }
    return stems.first { entry in entry.words.contains { key.contains($0) } }?.direction ?? .unknown
  }

  private static let whole: [String: Direction] = {
    var table: [String: Direction] = [:]
    for (direction, words) in [
      (
        Direction.inbound,
        ["in", "i", "inbound", "entrada", "customer", "enduser", "user", "contact", "lead", "visitor", "recu", "recue"]
      ),
      (.outbound, ["out", "o", "saida", "salida", "teammate", "admin", "agent", "made", "placed", "emis", "emise"]),
      (.within, ["int", "local", "interni"]),
    ] { for word in words { table[word] = direction } }
    return table
  }()

  /// Words in all their endings: `eingehend`, `eingehende`, `przychodzące`.
  private static let stems: [(direction: Direction, words: [String])] = [
    (
      .outbound,
      [
        "outbound", "outgoing", "ausgehend", "abgehend", "ausgang", "salient", "sortant", "efetuad", "realizad",
        "inuscita", "uscent", "effettuat", "wychodz", "odchoz", "odchad", "uitgaand", "dialed", "dialled", "dialer",
        "clicktocall", "click2call", "gewahlt", "outboundcampaign", "admininitiated", "operatorinitiated",
      ]
    ),
    (
      .inbound,
      [
        "inbound", "incoming", "received", "eingehend", "ankommend", "eingang", "entrant", "recebid", "recibid",
        "inentrata", "ricevut", "przychodz", "prichoz", "prichad", "inkomend", "binnenkomend", "ontvangen",
        "missed", "verpasst", "perdida", "manque", "abandon", "voicemail", "customerinitiated", "queuecallback",
      ]
    ),
    (.within, ["intern", "wewnetrzn", "vnitrni", "vnutorn", "extension"]),
  ]
}
