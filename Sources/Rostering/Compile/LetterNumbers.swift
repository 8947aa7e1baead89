internal import Calendars
internal import Tables

extension [[ExpandedShift]] {
  /// Gives the shifts of a menu the starts that its people's rules tell apart.
  mutating func tell(_ starts: ToldStarts, in zone: Zone, grid: IntervalGrid) {
    guard !starts.isEmpty else { return }
    func minute(_ shift: ExpandedShift) -> Int { zone.civil(at: grid.instant(at: shift.start)).minuteOfDay }
    let marks = starts.marks(of: Set(joined().map(minute)))
    for day in indices {
      for place in self[day].indices {
        self[day][place].letter = DayLetter(
          self[day][place].letter.classes, start: marks[minute(self[day][place])])
      }
    }
  }
}

extension [[[ExpandedShift]]] {
  /// Numbers the letters of all menus without gaps where a rule tells starts apart, or what is outside a pattern; else
  /// they stay as they are.
  /// - Throws: `rules.starts` where there are too many.
  mutating func numberLetters() throws(Diagnostic) {
    let letters = Set(joined().joined().map(\.letter))
    guard letters.contains(where: { $0.start != nil || $0.classes.contains(.outside) }) else { return }
    guard letters.count < DayLetter.most else {
      throw Diagnostic(
        "rules.starts",
        "rules about starts tell \(letters.count) kinds of duties apart by their starts; at most \(DayLetter.most - 1) can "
          + "be planned with",
        cure: "Let fewer starts be: a longer 'step' in 'shifts', or narrower windows.")
    }
    let rising = letters.sorted { ($0.start ?? -1, $0.classes.rawValue) < ($1.start ?? -1, $1.classes.rawValue) }
    let numbers = Dictionary(uniqueKeysWithValues: rising.enumerated().map { ($1, $1.numbered($0 + 1)) })
    for menu in indices {
      for day in self[menu].indices {
        for place in self[menu][day].indices {
          let letter = self[menu][day][place].letter
          self[menu][day][place].letter = numbers[letter] ?? letter
        }
      }
    }
  }
}
