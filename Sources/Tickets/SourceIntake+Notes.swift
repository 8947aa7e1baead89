internal import Calendars
internal import Tables
internal import Words

extension SourceIntake {
  /// The zone that its local days should have, where it is another one than they have: of a new source, or of one that
  /// this import replaces as a whole.
  func otherZone(isNew: Bool) -> Zone? {
    if isNew {
      var clocks = clocks
      clocks.meet(router, options: options)
      let zone = clocks.zone ?? options.intake.dayZone
      return zone == source.zone ? nil : zone
    }
    guard options.intake.overlap == .replace, clocks.disagree(with: source.zone), clocks.coversAll(of: known) else {
      return nil
    }
    var left = known.marks
    if let replaced {
      left.forget(replaced.dates)
      guard replaced.moved == 0 else { return nil }
    }
    return left.count == 0 ? clocks.local ?? options.intake.dayZone ?? source.zone : nil
  }

  /// By how many quarters of an hour the tickets that are kept already lie before what is recorded of them, where that
  /// explains them: they were read in another zone then.
  var shift: Int? { strangers * 2 > heldAlready ? zoneShift : nil }

  /// What is said where many ids are kept already and nothing is recorded at their times.
  var strangersNote: Diagnostic? {
    guard strangers * 2 > heldAlready else { return nil }
    if let shift {
      let hours = Double(abs(shift)) / 4
      return Diagnostic(
        "import.other-zone",
        "\(heldAlready) tickets were imported before, most at times \(CountText.exact(hours)) h "
          + "\(shift > 0 ? "later" : "earlier"): they were read in another zone then, and stay as they are",
        cure: "If the times are right now, import again with --replace; else say --time-zone.")
    }
    return Diagnostic(
      "import.other-system",
      "\(strangers) tickets have ids that were imported before, at times at which nothing was recorded then",
      cure:
        "If they come from another system, import them with --source NAME: ids count within a source only. If ids begin "
        + "anew each day, take the import back (rota import --undo) and say --column id=none.")
  }

  /// That a file of wider intervals than those recorded makes all of a stream's as wide; nil where it doesn't.
  static func coarsening(
    _ recorded: IntervalHistory, to cells: IntervalHistory, of name: StreamName, file: String
  ) -> Diagnostic? {
    guard recorded.losesTimes(in: cells.interval) else { return nil }
    let (before, now) = (recorded.interval.rawValue, cells.interval.rawValue)
    return Diagnostic(
      "import.coarser",
      "\(name.words): the counts of \(file) are for \(Words.plain.minutesInFull(now)) each, those recorded were "
        + "for \(before): all of them are kept by \(Words.plain.minutesInFull(now)) from now on",
      cure: "If only its times happen to lie so, take the import back (rota import --undo) and export it with its "
        + "empty intervals, or several days in one file.", severity: .warning)
  }

  /// That counts of narrower intervals than those recorded are joined to those; nil where they aren't.
  static func joining(
    _ cells: IntervalHistory, to recorded: IntervalHistory, of name: StreamName
  ) -> Diagnostic? {
    guard !recorded.starts.isEmpty, cells.losesTimes(in: recorded.interval) else { return nil }
    let (before, now) = (recorded.interval.rawValue, cells.interval.rawValue)
    return Diagnostic(
      "import.joined",
      "\(name.words): these counts are for \(Words.plain.minutesInFull(now)) each, those recorded are "
        + "for \(before): all of them are kept by \(Words.plain.minutesInFull(before))",
      cure: "To keep \(now), remove the source's file from the project's history folder and import exports by \(now) "
        + "minutes of all its days.", severity: .note)
  }

  /// What is said of contacts that were imported before, where the import says their queue.
  static func notes(moved: Double, others: Double, _ name: StreamName) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if moved > 0 {
      notes.append(
        Diagnostic(
          "import.queue-told",
          "\(CountText.text(moved)) contacts that were imported before are of \(name.words) now", severity: .note))
    }
    if others > 0 {
      notes.append(
        Diagnostic(
          "import.queue-kept",
          "at least \(CountText.text(others)) contacts that were imported before keep the queue that they have, not \(name.words)",
          cure: "To move them, import whole days of the source again with --replace.", severity: .warning))
    }
    return notes
  }
}
