public import Calendars
public import Tables
public import Workforce

/// The files of a project that nobody has filled in yet: queues, no people, no tickets.
public struct NewProject: Sendable {
  /// A queue by its name and channel: `Billing calls`, phone.
  public struct Queue: Hashable, Sendable {
    public var name: String
    public var channel: Channel
    /// Where an export's contacts say how the queue is called: that.
    private var knownID: String?
    /// Which contacts are its own, as `rota.json` has it; nil where its id and channel say enough.
    private var match: String?

    public init(name: String, channel: Channel) {
      self.name = name
      self.channel = channel
    }

    /// A queue for contacts that an export holds.
    init(_ proposal: QueueProposal) {
      channel = Channel(rawValue: proposal.channel) ?? .phone
      let isChannel = proposal.id == channel.rawValue
      name = isChannel ? channel.name : proposal.id
      knownID = proposal.id
      match = isChannel ? nil : proposal.matchText
    }

    /// Reads `NAME:CHANNEL`; nil where there is no name or no such channel.
    public init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":") else { return nil }
      let name = text[..<colon].filter { !$0.isNewline }.trimmed
      guard !name.isEmpty, let channel = Channel(rawValue: text[text.index(after: colon)...].lowercased().trimmed)
      else { return nil }
      self.init(name: name, channel: channel)
    }

    /// `billing-calls`: letters and digits in lower case, joined by hyphens.
    public var id: String {
      if let knownID { return knownID }
      let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
      return words.isEmpty ? channel.rawValue : words.joined(separator: "-")
    }

    fileprivate var settings: String {
      var lines = ["id: \(quoted(id))"]
      if id != name { lines.append("name: \(quoted(name))") }
      lines.append("channel: \"\(channel.rawValue)\"")
      if let match { lines.append("match: \(match)") }
      let promise =
        switch channel {
        case .phone: "target: { serviceLevel: 0.8, within: \"20s\" }, handleTime: \"5m\""
        case .chat: "target: { serviceLevel: 0.8, within: \"45s\" }, handleTime: \"8m\", concurrency: 2"
        default: "responseTime: { within: \"8h\", clock: \"openingHours\" }, handleTime: \"8m\""
        }
      return """
            { \(lines.joined(separator: ", ")), hours: { "mon-fri": "09:00-17:00" },
              \(promise) },

        """
    }
  }

  public var name: String
  public var zone: Zone
  public var queues: [Queue]

  /// - Throws: `init.queue` when two queues have one id.
  public init(name: String, zone: Zone, queues: [Queue]) throws(Diagnostic) {
    self.name = name
    self.zone = zone
    self.queues = queues.isEmpty ? [Queue(name: "Phone", channel: .phone)] : queues
    var seen: [String: String] = [:]
    for queue in self.queues {
      if let other = seen.updateValue(queue.name, forKey: queue.id) {
        throw Diagnostic(
          "init.queue", "the queues '\(other)' and '\(queue.name)' would have one id, '\(queue.id)'",
          cure: "Give one of them another name.", kind: .usage)
      }
    }
  }

  public var files: [(path: String, text: String)] {
    [("rota.json", settings), ("agents.csv", "agent_id,name,skills,contract_hours\n")]
  }

  /// The rules that agents.csv can change, with their defaults.
  private var rules: String {
    LabourRule.ofTeam.filter { $0.column != nil }
      .compactMap { rule in rule.written(TeamRules()).map { "\(rule.name): \($0)" } }.joined(separator: ", ")
  }

  private var settings: String {
    """
    // Your team. What is left out has a sensible default; comments and trailing commas are welcome (JSON5).
    // `rota init DIR --template helpdesk` writes an example with everything filled in.
    {
      name: \(quoted(name)),
      timeZone: "\(zone)",  // of the people; queues and sites can have one of their own

      // What customers contact you about: when it is open, what you promise, how long a contact takes. A target that holds
      // over the day as a whole (holdsOver: "day" beside serviceLevel) needs fewer people than one of every interval.
      queues: [
    \(queues.map(\.settings).joined())  ],

      // When people may start and how long they stay, so that they are there while the queues above are open; half an
      // hour of lunch is unpaid.
      shifts: [ { id: "day", days: "mon-fri", start: "08:30-09:00", step: "30m", lengths: ["8h30m"] } ],

      // What holds for everybody; agents.csv can say otherwise for a person.
      rules: { \(rules) },

      // holidays: "holidays.ics",  // a calendar, or CSV with the columns date,name
    }

    """
  }
}

/// Text in quotes as JSON writes it.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

extension StringProtocol {
  /// Without white space at either end.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension Channel {
  /// As a queue that has nothing else to be told by is called.
  fileprivate var name: String {
    switch self {
    case .phone: "Phone"
    case .chat: "Chat"
    case .email: "E-mail"
    }
  }
}
