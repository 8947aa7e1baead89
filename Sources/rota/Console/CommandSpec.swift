/// A command as the table states it.
struct CommandSpec: Sendable {
  /// Where help lists it.
  enum Group: String, CaseIterable, Sendable {
    case work = "from tickets to a rota"
    case program = "this program"
  }

  /// A command line that can be typed as it stands, and what it does.
  struct Example: Sendable {
    let line: String
    let says: String

    init(_ line: String, _ says: String) {
      self.line = line
      self.says = says
    }
  }

  let name: String
  let group: Group
  /// One line, without a full stop.
  let summary: String
  /// Paragraphs.
  let discussion: [String]
  let arguments: [ArgumentSpec]
  let options: [OptionSpec]
  let examples: [Example]

  init(
    _ name: String, group: Group = .work, summary: String, discussion: [String], arguments: [ArgumentSpec] = [],
    options: [OptionSpec] = [], examples: [Example]
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.discussion = discussion
    self.arguments = arguments
    self.options = options
    self.examples = examples
  }

  /// The command's own options and those of every command.
  var allOptions: [OptionSpec] { options + CommonOptions.all }

  /// `rota plan DIR [options]`, required options spelled out.
  var usage: String {
    var parts = ["rota", name] + arguments.map(\.usage)
    for option in options where option.isRequired {
      parts.append("\(option.dashed) \(option.value?.placeholder ?? "")")
    }
    if options.contains(where: { !$0.isRequired }) { parts.append("[options]") }
    return parts.joined(separator: " ")
  }
}

/// What every command understands.
enum CommonOptions {
  static let help = Flag("help", short: "h", "Show this help.")
  static let json = Flag("json", "Print the answer as one JSON object; errors too.")
  static let quiet = Flag("quiet", short: "q", "Print no progress and no warnings; errors still show.")
  static let zoneRules = Option(
    "zone-rules", .folder, default: "rota.json's, TZDIR's, or the newest there are",
    "A folder of TZif files, such as /usr/share/zoneinfo, whose clock rules are used.")
  static let all = [help.spec, json.spec, quiet.spec, zoneRules.spec]

  /// The folder that a command line names with `--zone-rules`, before anything is parsed: zones among its options are
  /// looked up there.
  static func zoneFolder(in words: some Collection<String>) -> String? {
    let name = zoneRules.spec.dashed
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if word == name, !next.isEmpty { return next }
      if word.hasPrefix(name + "="), word.count > name.count + 1 { return String(word.dropFirst(name.count + 1)) }
    }
    return nil
  }

  /// Understood in place of a command.
  static let version = Flag("version", "Show the version.")
}
