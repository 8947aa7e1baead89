internal import Calendars
internal import Tables
internal import Workforce
internal import Words

/// Where a project asks less of its rota than the facts of its presets do: shifts with fewer breaks, rules that are looser.
/// It is said; nothing is changed.
struct PresetReview {
  var project: Project
  /// The project's own, or the same under another preset.
  var book: RuleBook

  /// In the order of presets and their facts.
  func findings() -> [Diagnostic] {
    book.presets.flatMap { used -> [Diagnostic] in
      let sites = Set(project.sites.map(\.id).filter { book.scope(at: $0).preset?.name == used.preset.name })
      let people = project.people.filter { sites.contains($0.site) }
      return used.preset.facts.flatMap { fact -> [Diagnostic] in
        switch fact.use {
        case .breaks(let needs): breaks(needs, fact, used.preset, sites)
        case .rule: [looser(fact, used.preset, people)].compactMap(\.self)
        case .mostWeekly, .mostDaily, .startsApart, .nothing: []
        }
      }
    }
  }

  private func breaks(
    _ needs: [BreakNeed], _ fact: LabourFact, _ preset: LabourPreset, _ sites: Set<SiteID>
  ) -> [Diagnostic] {
    let worked = project.templates.filter { $0.sites.isEmpty || !sites.isDisjoint(with: $0.sites) }
    return worked.compactMap { template in
      let unmet = template.lengths.compactMap { length in
        template.unmet(needs, length: length, interval: project.interval).map { (length, $0.words) }
      }
      guard let (_, words) = unmet.first else { return nil }
      return Diagnostic(
        "preset.breaks",
        "the shift '\(template.id)' of \(Words.plain.and(unmet.map { Words.plain.duration($0.0) })) has fewer breaks "
          + "than \(preset.cites(fact)): \(words)",
        cure: "Look at its 'breaks' in rota.json. \(LabourPreset.shortAdvice)", severity: .warning)
    }
  }

  private func looser(_ fact: LabourFact, _ preset: LabourPreset, _ people: [Person]) -> Diagnostic? {
    guard let rule = fact.rule, case .rule(_, let figure, _) = fact.use else { return nil }
    let found = people.compactMap { person -> (Person, String?)? in
      let own = book.rules(of: person)
      guard fact.isLoosened(by: own.person) else { return nil }
      let price = own.person.prices?[rule.name].map { ", at \(Words.plain.short($0)) a breach" } ?? ""
      return (person, rule.valueText(own).map { $0 + price })
    }
    guard let (first, value) = found.first else { return nil }
    var asked = TeamRules()
    rule.set(figure, in: &asked)
    return Diagnostic(
      "preset.rule",
      "'\(rule.name)' of \(found.count == 1 ? "1 person" : "\(found.count) people") asks less than "
        + "\(preset.cites(fact)): \(rule.valueText(asked) ?? ""); \(first.name) has \(value ?? rule.otherwise)",
      cure: "Change it in 'rules' of rota.json"
        + (rule.column.map { " or \($0) in agents.csv" } ?? "") + ", if no exception holds. "
        + LabourPreset.shortAdvice, severity: .warning)
  }
}

extension LabourPreset {
  /// For messages that stand alone.
  static let shortAdvice = "Not legal advice; 'rota rules' lists the facts."

  /// `the preset sk states (12 hours of rest in each 24 hours; Zákonník práce § 92)`.
  func cites(_ fact: LabourFact) -> String {
    "the preset \(name) states (\(fact.words); \(fact.source)"
      + (fact.confidence == .unconfirmed ? "; not confirmed)" : ")")
  }
}

extension LabourRule {
  /// A value for people: `11h`, `2h a week`, `6 days`; nil where there is none.
  func valueText(_ rules: TeamRules) -> String? {
    written(rules).map { written in
      let text = written.filter { $0 != "\"" }
      var parts = [text]
      if case .whole = values { parts.append(unit(of: Int(text) ?? 0)) }
      return (parts + [each].compactMap(\.self)).filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
