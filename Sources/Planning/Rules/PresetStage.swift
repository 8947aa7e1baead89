internal import Calendars
internal import Tables
internal import Workforce
internal import Words

/// Where a finished rota goes beyond what its presets state, of facts that no rule keeps. A plan without a preset has none.
struct PresetStage: Stage {
  var project: Project
  var request: RosterRequest
  var rota: Rota

  func run() -> [Diagnostic] {
    let used = project.rules.presets
    guard !used.isEmpty else { return [] }
    let duties = Dictionary(grouping: rota.duties, by: \.person).mapValues {
      $0.map(\.duty).sorted { $0.start < $1.start }
    }
    return PresetReview(project: project, book: project.rules).findings()
      + used.flatMap { preset, _, _ -> [Diagnostic] in
        let tours = request.people.filter { project.rules.scope(at: $0.site).preset?.name == preset.name }
          .map { Tour(person: $0, duties: duties[$0.id] ?? []) }
        return preset.facts.compactMap { fact in
          switch fact.use {
          case .mostWeekly(let most): weeks(above: most, fact, preset, tours)
          case .mostDaily(let most): days(above: most, fact, preset, tours)
          case .startsApart(let least): starts(within: least, fact, preset, tours)
          case .rule, .breaks, .nothing: nil
          }
        }
      }
  }

  private struct Tour {
    var person: Person
    /// Rising.
    var duties: [Duty]
  }

  /// `3 weeks have more than 48 h of paid time, the most of Agent 07 in 2026-W49 with 50 h`.
  private func weeks(
    above most: Minutes, _ fact: LabourFact, _ preset: LabourPreset, _ tours: [Tour]
  ) -> Diagnostic? {
    var found: [(person: Person, week: ISOWeek, paid: Int)] = []
    for tour in tours {
      let weeks = Dictionary(grouping: tour.duties) { ISOWeek(containing: $0.date) }
      for (week, duties) in weeks.sorted(by: { $0.key.monday < $1.key.monday }) {
        let paid = duties.reduce(0) { $0 + $1.paid.rawValue }
        if paid > most.rawValue { found.append((tour.person, week, paid)) }
      }
    }
    guard let worst = found.max(by: { $0.paid < $1.paid }) else { return nil }
    return warning(
      "weekly-time",
      "\(found.count == 1 ? "1 person has" : "\(found.count) times somebody has") more than \(Words.plain.duration(most)) "
        + "of paid time in a week, at most \(Words.plain.duration(minutes: worst.paid)) of \(worst.person.name) in "
        + "\(worst.week)", fact, preset,
      cure: "Lower max_hours in agents.csv or 'weeklyTolerance', or look at the average.")
  }

  private func days(above most: Minutes, _ fact: LabourFact, _ preset: LabourPreset, _ tours: [Tour]) -> Diagnostic? {
    let found = tours.flatMap { tour in tour.duties.filter { $0.paid > most }.map { (tour.person, $0) } }
    guard let (person, duty) = found.max(by: { $0.1.paid < $1.1.paid }) else { return nil }
    return warning(
      "daily-time",
      "\(found.count == 1 ? "1 duty has" : "\(found.count) duties have") more than \(Words.plain.duration(most)) of paid "
        + "time, at most \(Words.plain.duration(duty.paid)) of \(person.name) on \(Words.plain.day(duty.date))",
      fact, preset, cure: "Offer shorter 'lengths' in rota.json.")
  }

  /// By the clock on the person's wall, so that a night of a clock change is no breach.
  private func starts(
    within least: Minutes, _ fact: LabourFact, _ preset: LabourPreset, _ tours: [Tour]
  ) -> Diagnostic? {
    let found = tours.flatMap { tour -> [(Person, Duty)] in
      zip(tour.duties, tour.duties.dropFirst()).filter { before, after in
        let (from, to) = (tour.person.zone.civil(at: before.start), tour.person.zone.civil(at: after.start))
        return (to.date - from.date) * 1440 + to.minuteOfDay - from.minuteOfDay < least.rawValue
      }.map { (tour.person, $1) }
    }
    guard let (person, duty) = found.first else { return nil }
    return warning(
      "starts",
      "\(found.count == 1 ? "1 duty starts" : "\(found.count) duties start") less than \(Words.plain.duration(least)) "
        + "after the one before, the first that of \(person.name) on \(Words.plain.day(duty.date))", fact, preset,
      cure:
        "Write 'workingDay24h: true' in 'rules' of rota.json, or let shifts of people who change between them start at the "
        + "same time.")
  }

  private func warning(
    _ code: String, _ message: String, _ fact: LabourFact, _ preset: LabourPreset, cure: String
  ) -> Diagnostic {
    Diagnostic(
      "preset.\(code)", "\(message); \(preset.cites(fact))", cure: "\(cure) \(LabourPreset.shortAdvice)",
      severity: .warning)
  }
}

extension RuleBook {
  /// What a plan's reader should know of its presets, a sentence each.
  var assumptions: [String] {
    presets.map { preset, isProjects, _ in
      let scopes = sites.filter { $0.value.preset?.name == preset.name }
      let filled = preset.defaults.map(\.rule).filter { rule in
        scopes.values.contains { [.preset, .sitePreset].contains($0.source(of: rule)) }
      }
      let names = scopes.keys.map(\.rawValue).sorted()
      return "Rules preset \(preset.name) (\(preset.description))"
        + (isProjects && scopes.count == sites.count ? "" : " at \(Words.plain.list(names))") + ": "
        + (filled.isEmpty
          ? "every rule of it that the program keeps is written in rota.json, which counts. "
          : "it sets \(Words.plain.and(filled.map { "'\($0.name)'" })) where nothing else is written. ")
        + "What the program doesn't keep 'rota rules' lists. \(LabourPreset.advice)"
    }
  }
}
