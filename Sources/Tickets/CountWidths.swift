internal import Calendars
internal import Tables
internal import Words

/// The widths of a count file's intervals: each queue has its own.
struct CountWidths {
  private var widths: [Int: Minutes] = [:]
  private let common: Minutes

  /// On fewer rows all times may lie on a wider grid by chance.
  private static let few = 8
  /// Where hours are missing between the rows, as they are where only some intervals have a contact, the chance has to be
  /// this small: greater ones come by in a few years of daily files.
  private static let smallChance = 1e-7

  /// The largest step that leads from each start to every other. A queue's own step counts where it is wider than the
  /// file's and not so by chance: in one file one queue may be counted by the hour and another by the half-hour. Widths
  /// below 15 minutes are joined to 15 unless the planner asks for another width. A file of few or scattered rows, or one
  /// whose step is wider than an hour, is of the width that its source is known to have, where its times lie on that.
  /// What all files of the source show together comes after it (`SourceHistory.widenCounts`).
  /// Where each row says its end (`09:00 - 09:30`) nothing has to be found out.
  ///
  /// - Parameters:
  ///   - known: what is kept of the source so far.
  ///   - stated: the seconds from start to end that all rows say.
  /// - Throws: `counts.interval` when a step divides no hour, or does not suit the width asked for.
  init(
    _ counts: [StreamCounts], router: QueueRouter, zone: Zone, known: SourceHistory?, stated: Int?, asked: Minutes?,
    file: String
  ) throws(Diagnostic) {
    let starts = counts.flatMap(\.byStart.keys)
    if let stated, stated > 3600 || Self.liesOn(stated, starts, zone: zone) {
      self.common = try Self.width(stated, asked: asked, file: file)
      return
    }
    var common = Self.step(starts, zone: zone)
    let kept = known?.streams.filter { $0.form == .counts && !$0.cells.starts.isEmpty }.map(\.cells) ?? []
    if let known = kept.map(\.interval.seconds).min(), common == 0 || common > known {
      if Self.liesOn(known, starts, zone: zone) {
        if common > 3600 || Self.isByChance(Set(starts), step: common, known: known) { common = known }
      } else if common == 0 || common > 3600 {
        // So few rows as are kept may lie on the wider grid by chance: all together show a narrower one.
        let recorded = Set(kept.flatMap { $0.starts.map(\.rawValue) })
        let together = Self.step(starts + recorded, zone: zone)
        if together <= 3600, Self.isByChance(recorded, step: known, known: together) { common = together }
      }
    }
    self.common = try Self.width(common, asked: asked, file: file)
    for queue in router.queues.indices {
      var own: [Int] = []
      for (stream, counted) in counts.enumerated() where router.queue(of: stream) == queue {
        own += counted.byStart.keys
      }
      guard let ownStep = Self.ownStep(own, zone: zone, common: common) else { continue }
      widths[queue] = try Self.width(ownStep, asked: asked, file: file)
    }
  }

  /// Whether all starts are multiples of a width on the wall clock.
  private static func liesOn(_ width: Int, _ starts: [Int], zone: Zone) -> Bool {
    starts.allSatisfy { ($0 + zone.secondsFromUTC(at: Instant(rawValue: $0))) % width == 0 }
  }

  /// The step of a queue's times where it is wider than that of its source, and not so by chance.
  static func ownStep(_ starts: [Int], zone: Zone, common: Int) -> Int? {
    let own = step(starts, zone: zone, enough: common)
    return own > common && common > 0 && own <= 3600 && !isByChance(Set(starts), step: own, known: common) ? own : nil
  }

  /// Whether times of a source whose intervals are `known` seconds wide may lie on a grid of `step` by chance.
  /// - Parameter starts: without duplicates.
  static func isByChance(_ starts: some Collection<Int>, step: Int, known: Int) -> Bool {
    guard starts.count >= few, step > known else { return true }
    let chance = repeatElement(Double(known) / Double(step), count: starts.count).reduce(1, *)
    guard chance > smallChance else { return false }
    let all = Set(starts)
    return all.lazy.filter { !all.contains($0 + step) }.count > 1 + all.count / few
  }

  func width(of queue: Int) -> Minutes { widths[queue] ?? common }

  /// On wall clocks or in UTC, whichever is wider: across a clock change blocks of four hours are so on one of them.
  /// - Parameter enough: whether it is wider needn't be known.
  static func step(_ starts: some Sequence<Int>, zone: Zone, enough: Int = 0) -> Int {
    max(
      step(starts, enough: enough),
      step(starts.lazy.map { $0 + zone.secondsFromUTC(at: Instant(rawValue: $0)) }, enough: enough))
  }

  private static func step(_ starts: some Sequence<Int>, enough: Int) -> Int {
    var step = 0
    var first: Int?
    for start in starts {
      if let first { step = greatestCommonDivisor(step, abs(start - first)) } else { first = start }
      if step > 0, step <= enough { break }
    }
    return step
  }

  /// The width that counts of a step are kept by: those below 15 minutes are joined to 15.
  static func width(_ step: Int) -> Minutes {
    let width = Minutes(step / 60)
    return width < 15 && 15 % width.rawValue == 0 ? 15 : width
  }

  private static func width(_ step: Int, asked: Minutes?, file: String) throws(Diagnostic) -> Minutes {
    // A single interval: nothing contradicts the width asked for.
    if step == 0 { return asked ?? 15 }
    guard step % 60 == 0, step <= 3600, 3600 % step == 0 else {
      throw Diagnostic(
        "counts.interval",
        step > 3600
          ? "the counts are for \(Words.plain.minutesInFull(step / 60)) each; at most 60 are wanted"
          : "the counts start "
            + (step % 60 == 0 ? "every \(Words.plain.minutesInFull(step / 60))" : "at odd seconds")
            + ", which divides no hour",
        at: SourcePosition(file: file), cure: "Export counts for intervals of 5, 10, 15, 20, 30 or 60 minutes.")
    }
    guard let asked else { return Self.width(step) }
    let width = Minutes(step / 60)
    guard asked.rawValue % width.rawValue == 0 else {
      throw Diagnostic(
        "counts.interval",
        "the counts are for \(Words.plain.minutesInFull(width)) each; "
          + "\(Words.plain.minutesInFull(asked)) were asked for",
        at: SourcePosition(file: file), cure: "Ask for a multiple of \(Words.plain.minutesInFull(width)).")
    }
    return asked
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
