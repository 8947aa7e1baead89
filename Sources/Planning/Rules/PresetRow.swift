public import Calendars
public import Tables
internal import Words
internal import Workforce

/// A preset and its facts, as `rota rules` lists them.
public struct PresetRow: Codable, Sendable {
  public var name: String
  public var title: String
  public var version: Int
  public var asOf: CivilDate
  /// Whether the project names it, and which sites do. Both are left out where no project is asked.
  public var project: Bool?
  public var sites: [SiteID]?
  public var facts: [Fact]

  /// What the law says, where that is written, and what the program does about it.
  public struct Fact: Codable, Sendable {
    public var key: String
    public var words: String
    public var source: String
    /// A: official text, B: secondary source, C: not confirmed.
    public var confidence: String
    /// The rule of the table, and the value that is its default or is looked for.
    public var rule: String?
    public var value: String?
    /// `default`, `warned`, `notChecked` or `notKept`.
    public var standing: String
  }

  init(_ preset: LabourPreset, isProjects: Bool? = nil, sites: [SiteID]? = nil) {
    name = preset.name
    title = preset.title
    version = preset.version
    asOf = preset.asOf
    project = isProjects
    self.sites = sites
    facts = preset.facts.map(Fact.init)
  }
}

extension PresetRow.Fact {
  fileprivate init(_ fact: LabourFact) {
    key = fact.key
    words = fact.words
    source = fact.source
    confidence = fact.confidence.rawValue
    standing = fact.standing.rawValue
    switch fact.use {
    case .rule(let name, let figure, _):
      rule = name
      value = fact.rule.flatMap { rule in
        var rules = TeamRules()
        rule.set(figure, in: &rules)
        return rule.valueText(rules)
      }
    case .mostWeekly(let minutes): value = "\(Words.plain.duration(minutes)) a week"
    case .mostDaily(let minutes): value = "\(Words.plain.duration(minutes)) a duty"
    case .startsApart(let minutes): value = "\(Words.plain.duration(minutes)) from start to start"
    case .breaks(let needs): value = needs.map(\.words).joined(separator: "; ")
    case .nothing: break
    }
  }
}

/// Every preset there is: what `rota rules --presets` says.
public struct PresetList: Codable, Sendable {
  public var schema = 1
  public var presets: [PresetRow]
  public var advice: String

  /// - Parameter name: the only one; nil = all.
  /// - Throws: `rules.preset` where there is none of that name.
  public init(name: String? = nil) throws(Diagnostic) {
    presets = (try name.map { (name) throws(Diagnostic) in [try LabourPreset.of(name)] } ?? LabourPreset.all)
      .map { PresetRow($0) }
    advice = LabourPreset.advice
  }

  /// Their names, in the order in which they are listed.
  public static var names: [String] { LabourPreset.all.map(\.name) }
}

extension LabourPreset {
  /// - Throws: `rules.preset` where there is none of that name.
  static func of(_ name: String) throws(Diagnostic) -> LabourPreset {
    if let preset = named(name) { return preset }
    throw Diagnostic(
      "rules.preset", "there is no preset '\(name)'",
      cure: (NearestName.of(name, among: all.map(\.name)).map { "Did you mean '\($0)'? " } ?? "")
        + "Known: \(Words.plain.list(all.map(\.name))).", kind: .usage)
  }
}
