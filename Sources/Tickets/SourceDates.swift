internal import Calendars

/// What is known of the order of day and month in a source's dates beyond the file at hand: its other files, and what is
/// recorded.
struct SourceDates: Hashable, Sendable {
  /// As it is kept with a source.
  struct Kept: Hashable, Sendable {
    var order: DateOrder
    /// Whether a date, or the planner, said so; else it was the likelier one.
    var isProven: Bool
    /// Where it is not proven: what the dates so far mean in each order.
    var readings: DateOrder.Readings?
  }

  /// Nil where nothing tells.
  private(set) var order: DateOrder?
  /// Whether it needs no warning.
  private(set) var isSure = false
  private(set) var kept: Kept?

  /// What the source says before any file is read.
  init(_ source: SourceHistory?) {
    kept = source?.dateOrder
    guard let kept, kept.isProven else { return }
    (order, isSure) = (kept.order, true)
  }

  /// What all files of an import say together with what is recorded: a number above 12, else the order in which the days
  /// lie closest together, else what was taken before.
  ///
  /// Days that were taken in a likely order are no days that are known: the dates of before count with both meanings.
  init(_ evidence: DateOrder.Evidence, source: SourceHistory?) {
    kept = source?.dateOrder
    if evidence.isProven {
      (order, isSure) = (evidence.likelier, true)
      kept = Kept(order: evidence.likelier, isProven: true)
      return
    }
    if let kept, kept.isProven {
      (order, isSure) = (kept.order, true)
      return
    }
    var whole = evidence
    if let kept {
      if let readings = kept.readings { whole.add(readings) }
    } else if let span = source?.span, let zone = source?.zone {
      whole.add(days: zone.date(at: span.lowerBound)...zone.date(at: span.upperBound))
    }
    if whole.isConclusive {
      (order, isSure) = (whole.likelier, true)
    } else {
      order = kept?.order
    }
    kept = Kept(order: order ?? evidence.likelier, isProven: false, readings: whole.readings)
  }
}
