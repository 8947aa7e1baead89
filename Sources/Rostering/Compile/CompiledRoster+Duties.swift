extension CompiledRoster {
  /// Walks over every duty that anybody can have, by person, day, row of the menu and start; breaks aren't placed.
  ///
  /// - Parameter visit: gets the person's index, the day and the duty; returns false to end the walk.
  func visitDuties(_ visit: (_ person: Int, _ day: Int, _ duty: DutyChoice) -> Bool) {
    for (index, person) in people.enumerated() {
      for day in 0..<dayCount where person.days[day].isAllowed {
        for rowIndex in menus[person.menu].days[day].rows {
          let row = rows[rowIndex]
          for offset in 0..<row.count where rowCosts[row.cost + offset] < PriceScale.possibleLimit {
            let start = row.first + offset
            guard start >= person.earliestStart, start + row.length <= person.days[day].endLimit else { continue }
            let duty = DutyChoice(row: Int32(rowIndex), start: Int32(start), breaks: SIMD8(repeating: 0))
            // Starts that a binding leaves out.
            guard startPrice(of: duty, row: row, person: person, day: day) < PriceScale.possibleLimit else { continue }
            guard visit(index, day, duty) else { return }
          }
        }
      }
    }
  }

  /// What the rules over days see of a day with this duty.
  @inline(__always)
  func letter(of duty: DutyChoice) -> DayLetter { duty.isWorked ? rows[Int(duty.row)].letter : .off }

  /// Columns that a duty takes in the program of `models/tours.mod`: one for itself and one for each place of each of its
  /// breaks.
  func columnCount(of duty: DutyChoice) -> Int {
    kinds[rows[Int(duty.row)].kind].breaks.reduce(1) { $0 + $1.latest - $1.earliest + 1 }
  }
}
