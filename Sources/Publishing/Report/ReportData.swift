internal import Calendars
internal import Foundation
internal import Plans
internal import Tables
internal import Workforce

/// What the page's script needs to move windows to another zone and to say what lies under the pointer. Times are
/// minutes since the grid's start. Names stay in the page; words come from the string table.
struct ReportData: Encodable {
  /// Minutes since 1970 at which the grid starts.
  let start: Int
  let interval: Int
  /// Day number of the plan's first date, the day that opens first, and the number of days.
  let first: Int
  let days: Int
  /// By zone: pairs of the minute from which an offset holds, and the offset in minutes; the first holds from ever.
  let zones: [[[Int]]]
  /// By choice of the zone list: a place in `zones`, or −1 for each person's own.
  let choices: [Int]
  let zoneNames: [String]
  let people: [PersonData]
  let queues: [QueueData]
  let words: [String: String]

  struct PersonData: Encodable {
    /// Place of the zone.
    let z: Int
    /// By duty: its start, its paid minutes, then an end and a code for each piece: a queue's place, −1 for work
    /// without a queue, −2 for lunch, −3 for a rest, −4 to −6 for a meeting, training and a one-to-one.
    let d: [[Int]]
  }

  struct QueueData: Encodable {
    let name: String
    let z: Int
    /// A digit an interval: 1 open, 0 closed.
    let open: String
    let need: [Int]
    let got: [Int]
    /// Tenths of contacts, and per mille answered in time (−1 unknown).
    let load: [Int]
    let level: [Int]
  }

  init(_ context: ReportContext) {
    let choices = Self.zoneChoices(context)
    var list = choices.compactMap(\.zone)
    for zone in context.plan.request.people.map(\.zone) + context.plan.queues.map(\.zone) where !list.contains(zone) {
      list.append(zone)
    }
    let place = Dictionary(uniqueKeysWithValues: list.enumerated().map { ($1, $0) })
    start = context.grid.start.rawValue / 60
    interval = context.grid.interval.rawValue
    first = context.plan.request.firstDate.dayNumber
    days = context.plan.request.days
    let range = (context.grid.start - .hours(72))..<(context.grid.end + .hours(72))
    zones = list.map { zone in
      [[-1_000_000, zone.secondsFromUTC(at: range.lowerBound) / 60]]
        + zone.transitions(in: range).map { [context.x($0.at), $0.to / 60] }
    }
    self.choices = choices.map { $0.zone.flatMap { place[$0] } ?? -1 }
    zoneNames = list.map(ReportText.zoneName)
    let queuePlace = Dictionary(uniqueKeysWithValues: context.plan.queues.enumerated().map { ($1.id, $0) })
    people = context.index.people.map { person in
      PersonData(
        z: place[person.zone] ?? 0,
        d: context.index.duties(of: person.id).map { duty in
          [context.x(duty.start), duty.paid.rawValue]
            + context.index.pieces(of: duty, of: person.id).flatMap { piece -> [Int] in
              let code =
                switch piece.kind {
                case .work: piece.queue.flatMap { queuePlace[$0] } ?? -1
                case .lunch: -2
                case .rest: -3
                case .meeting: -4
                case .training: -5
                case .oneToOne: -6
                }
              return [context.x(piece.end), code]
            }
        })
    }
    queues = zip(context.plan.queues, context.plan.coverage).map { queue, coverage in
      QueueData(
        name: queue.name, z: place[queue.zone] ?? 0, open: coverage.open.map { $0 ? "1" : "0" }.joined(),
        need: coverage.required, got: coverage.scheduled,
        load: coverage.contacts.map { $0.isFinite ? Int(($0 * 10).rounded()) : 0 },
        level: coverage.service.map { $0.map { Int(($0 * 1000).rounded()) } ?? -1 })
    }
    words = ReportText.scriptWords
  }

  /// The zones that a reader can choose: the report's, the sites', everyone's own, UTC.
  static func zoneChoices(_ context: ReportContext) -> [(label: String, zone: Zone?)] {
    var choices: [(label: String, zone: Zone?)] = [(ReportText.zoneReader(context.zone), context.zone)]
    for site in context.plan.request.sites where !choices.contains(where: { $0.zone == site.zone }) {
      choices.append((ReportText.zoneSite(site.name, site.zone), site.zone))
    }
    if Set(context.plan.request.people.map(\.zone)).count > 1 { choices.append((ReportText.zoneOwn, nil)) }
    if !choices.contains(where: { $0.zone == .utc }) { choices.append((ReportText.zoneUTC, .utc)) }
    return choices
  }

  /// How far a wall clock that the reader can choose may be from the report's.
  static func reach(_ context: ReportContext) -> Minutes {
    let own = zoneChoices(context).compactMap(\.zone) + context.plan.request.people.map(\.zone)
    let at = [context.grid.start, context.grid.end]
    let far = Set(own).flatMap { zone in
      at.map { abs(zone.secondsFromUTC(at: $0) - context.zone.secondsFromUTC(at: $0)) / 60 }
    }.max()
    return Minutes((far ?? 0) + 60)
  }

  /// The element that carries the data. `<` cannot end it early, since it is written as an escape.
  var element: HTML {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let bytes = (try? encoder.encode(self)) ?? Data("null".utf8)
    let text = BidirectionalText.withoutControls(String(decoding: bytes, as: UTF8.self))
      .replacing("<", with: "\\u003c")
    return "<script type=\"application/json\" id=\"data\">\(HTML(trusted: text))</script>\n"
  }
}
