package import Calendars

/// What is known of a country's law of working time: facts with their sources. Some give defaults to rules of the table, some
/// are looked for in finished plans, the others are only listed. Not legal advice.
package struct LabourPreset: Sendable {
  /// As `preset` in `rota.json` has it: `pl`.
  package let name: String
  package let title: String
  /// Rises with every change of a fact.
  package let version: Int
  /// The day on which the facts were gathered.
  package let asOf: CivilDate
  package let facts: [LabourFact]

  init(_ name: String, _ title: String, version: Int = 1, asOf: CivilDate = gathered, _ facts: [LabourFact]) {
    self.name = name
    self.title = title
    self.version = version
    self.asOf = asOf
    self.facts = facts
  }

  /// 2026-11-22.
  private static let gathered = CivilDate(dayNumber: 20_779)

  /// In the order in which they are listed.
  package static let all = [europeanUnion, unitedKingdom, poland, czechia, slovakia, california]

  /// Nil where there is none of that name.
  package static func named(_ name: String) -> LabourPreset? { all.first { $0.name == name } }

  /// Stands on whatever a preset had a part in.
  package static let advice =
    "Not legal advice: a preset is a list of facts with their sources. What the law asks of a team depends on contracts, "
    + "agreements and exceptions that no list knows."

  /// `European Union, version 1, as of 2026-11-22`.
  package var description: String { "\(title), version \(version), as of \(asOf)" }
}

/// One fact of a preset.
package struct LabourFact: Sendable {
  /// How sure it is.
  package enum Confidence: String, Hashable, Codable, Sendable, CaseIterable {
    /// The official text was read.
    case official = "A"
    /// A reputable secondary source was read.
    case secondary = "B"
    /// General knowledge, not confirmed: never more than a warning.
    case unconfirmed = "C"
  }

  /// On which side of its figure the law is kept.
  package enum Side: Sendable { case least, most }

  /// What the program makes of it.
  package enum Use: Sendable {
    /// A rule of the table, by its key, and the default that it gets. A key that the table doesn't know is not checked.
    case rule(String, LabourRule.Figure, Side)
    /// Breaks that a shift should have. Needs rise, and the last that applies counts.
    case breaks([BreakNeed])
    /// The most paid time of a week, and of a duty, before a plan says something.
    case mostWeekly(Minutes)
    case mostDaily(Minutes)
    /// Consecutive duties begin at least so long after one another on the wall clock, or a plan says something.
    case startsApart(Minutes)
    /// Nothing: whoever plans has to look.
    case nothing
  }

  /// Stable, for programs: `dailyRest`.
  package let key: String
  /// What the law says, without a full stop.
  package let words: String
  package let source: String
  package let confidence: Confidence
  package let use: Use

  init(_ key: String, _ words: String, source: String, _ confidence: Confidence, _ use: Use = .nothing) {
    self.key = key
    self.words = words
    self.source = source
    self.confidence = confidence
    self.use = use
  }
}

extension LabourFact {
  /// What the program does about a fact.
  package enum Standing: String, Hashable, Codable, Sendable, CaseIterable {
    /// It is a rule's default.
    case ruleDefault = "default"
    /// Plans and `rota rules` say where it isn't kept.
    case warned
    /// Its rule is not in the table.
    case notChecked
    case notKept

    /// As lists say it.
    package var words: String {
      switch self {
      case .ruleDefault: "default of a rule"
      case .warned: "warned of where it isn't kept"
      case .notChecked: "not checked by this program"
      case .notKept: "not kept by the program: check yourself"
      }
    }
  }

  package var standing: Standing {
    switch use {
    case .rule where rule == nil: .notChecked
    case .rule: confidence == .unconfirmed ? .warned : .ruleDefault
    case .breaks, .mostWeekly, .mostDaily, .startsApart: .warned
    case .nothing: .notKept
    }
  }

  /// The rule that it speaks of; nil where it speaks of none in the table.
  package var rule: LabourRule? {
    guard case .rule(let name, _, _) = use else { return nil }
    return LabourRule.ofTeam.first { $0.name == name }
  }

  /// Whether a person's rules ask less than the fact does; false where it speaks of no rule.
  package func isLoosened(by rules: PersonRules) -> Bool {
    guard case .rule(_, let figure, let side) = use, let rule else { return false }
    guard let own = rule.figure(of: rules), rules.prices?[rule.name] == nil else { return true }
    switch (own, figure) {
    case (.minutes(let own), .minutes(let asked)), (.count(let own), .count(let asked)):
      return side == .least ? own < asked : own > asked
    default: return false
    }
  }
}

extension LabourPreset {
  /// The facts that give a rule its default.
  package var defaults: [(rule: LabourRule, figure: LabourRule.Figure)] {
    facts.compactMap { fact in
      guard fact.standing == .ruleDefault, let rule = fact.rule, case .rule(_, let figure, _) = fact.use else {
        return nil
      }
      return (rule, figure)
    }
  }
}
