internal import Calendars

/// How a template writes dates and times: `dd/MM/yyyy`, `h:mm a`, `yyyy-MM-dd'T'HH:mm:ssxxx`.
/// - SeeAlso: Unicode Technical Standard 35, "Date Field Symbols", of which these are a part.
struct TimePattern: Hashable {
  private enum Part: Hashable {
    case text(String)
    case field(String)
  }

  /// What a pattern may hold, with what it says.
  static let fields = ["yyyy", "yy", "MM", "M", "dd", "d", "EEE", "HH", "H", "hh", "h", "mm", "ss", "a", "xxx"]

  private let parts: [Part]

  /// Nil where a run of letters is none of `fields`, or a quote isn't closed.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "'" {
        guard let end = rest.dropFirst().firstIndex(of: "'") else { return nil }
        let quoted = rest[rest.index(after: rest.startIndex)..<end]
        parts.append(.text(quoted.isEmpty ? "'" : String(quoted)))
        rest = rest[rest.index(after: end)...]
      } else if first.isLetter {
        let run = String(rest.prefix { $0 == first })
        guard Self.fields.contains(run) else { return nil }
        parts.append(.field(run))
        rest = rest.dropFirst(run.count)
      } else {
        parts.append(.text(String(first)))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
  }

  /// Whether a time written so says which pass of a repeated hour it means.
  var hasOffset: Bool { parts.contains(.field("xxx")) }
  /// Whether it says a time of day.
  var hasClock: Bool { parts.contains { [.field("HH"), .field("H"), .field("hh"), .field("h")].contains($0) } }

  /// - Parameter offset: seconds east of UTC; nil for a date without a clock.
  func text(_ civil: CivilTime, offset: Int?) -> String {
    let (year, month, day) = civil.date.parts
    let hour = civil.secondOfDay / 3_600
    let twelfth = (hour + 11) % 12 + 1
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .field("yyyy"): padded(year, to: 4)
      case .field("yy"): padded(year % 100, to: 2)
      case .field("MM"): padded(month, to: 2)
      case .field("M"): String(month)
      case .field("dd"): padded(day, to: 2)
      case .field("d"): String(day)
      case .field("EEE"): civil.date.weekday.shortTitle
      case .field("HH"): padded(hour, to: 2)
      case .field("H"): String(hour)
      case .field("hh"): padded(twelfth, to: 2)
      case .field("h"): String(twelfth)
      case .field("mm"): padded(civil.minuteOfDay % 60, to: 2)
      case .field("ss"): padded(civil.secondOfDay % 60, to: 2)
      case .field("a"): hour < 12 ? "AM" : "PM"
      case .field: offset.map(Zone.offsetText) ?? ""
      }
    }.joined()
  }
}
