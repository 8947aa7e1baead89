internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// One living entry a duty, and none beside; each with a name of its own that says date and person, and a sequence that
  /// has risen where it was cancelled.
  mutating func checkCalendar() {
    let rule = "figures.calendar"
    struct Event: Hashable {
      var person: PersonID
      var duty: Duty
      var activities: [Attendance]
    }
    var living: [Event: Int] = [:]
    var seen: Set<String> = []
    for (number, entry) in plan.calendar.enumerated() {
      let path = "calendar[\(number)]"
      func wrong(_ field: String, _ message: String, into figures: inout PlanFigures) {
        figures.say(rule, "\(path).\(field)", person: entry.person, date: entry.duty.date, message)
      }
      if !seen.insert(entry.uid).inserted { wrong("uid", "'\(entry.uid)' is there twice", into: &self) }
      let names = "\(entry.duty.date)"
      let person = Self.escaped(entry.person.rawValue)
      if !entry.uid.hasPrefix(names) || !entry.uid.contains(".\(person)") || !entry.uid.hasSuffix("@rota") {
        wrong("uid", "found \(Shown.text(entry.uid)), expected \(names).\(person)…@rota", into: &self)
      }
      // A draft takes no numbers.
      let least = entry.cancelled && !plan.isDraft ? 1 : 0
      if entry.sequence < least {
        wrong("sequence", "found \(entry.sequence), expected at least \(least)", into: &self)
      }
      if entry.sequence == 0, entry.modified > plan.stamp {
        wrong("modified", "found \(entry.modified.utcText), after the plan's stamp \(plan.stamp.utcText)", into: &self)
      }
      guard reading.dates.contains(entry.duty.date), !entry.cancelled else { continue }
      living[Event(person: entry.person, duty: entry.duty, activities: entry.activities ?? []), default: 0] += 1
    }
    for duty in plan.rota.duties {
      let event = Event(
        person: duty.person, duty: duty.duty, activities: reading.activities(in: duty.duty, of: duty.person))
      if let count = living[event], count > 0 {
        living[event] = count - 1
      } else {
        say(rule, "calendar", person: duty.person, date: duty.duty.date, "no living entry says what this duty is")
      }
    }
    for (left, count) in living.sorted(by: { ($0.key.duty.start, $0.key.person) < ($1.key.duty.start, $1.key.person) })
    where count > 0 {
      say(rule, "calendar", person: left.person, date: left.duty.date, "a living entry is for a duty that nobody works")
    }
  }

  /// Letters and digits of ASCII, `-` and `_` as they are, every other byte in hexadecimal after `%`.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 128 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || scalar == "-" || scalar == "_" {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }
}
