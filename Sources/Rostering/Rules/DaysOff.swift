/// Whole local dates without a duty start that each week must hold.
struct DaysOff: DayRule {
  var minimum: Int

  /// Days that may be worked in one week.
  var workable: Int { max(0, 7 - minimum) }

  var start: Int { worked.start }

  func step(_ worked: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    self.worked.step(worked, letter, on: day)
  }

  private var worked: WeeklyDuties { WeeklyDuties(maximum: workable) }
}
