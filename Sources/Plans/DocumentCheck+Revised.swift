internal import Calendars
internal import Workforce

extension DocumentCheck {
  /// What a changed plan says of the change.
  mutating func revised(_ record: RevisionRecord, of plan: PlanDocument) {
    let people = Set(plan.request.people.map(\.id))
    func isKnown(_ person: PersonID, at path: String, in check: inout DocumentCheck) {
      check.demand(people.contains(person), at: "\(path).person") { "'\(person)' isn't one of `request.people`" }
    }
    for (index, absent) in record.absences.enumerated() {
      isKnown(absent.person, at: "revised.absences[\(index)]", in: &self)
      if let minutes = absent.absence.minutesADay {
        whole(
          minutes.rawValue, Absence.minutesADayRange, "minutes", at: "revised.absences[\(index)].absence.minutesADay")
      }
      demand(absent.absence.first <= absent.absence.last, at: "revised.absences[\(index)].absence.last") {
        "the absence ends on \(absent.absence.last), before it begins"
      }
    }
    for (index, pin) in record.pins.enumerated() { isKnown(pin.person, at: "revised.pins[\(index)]", in: &self) }
    for (index, late) in (record.late ?? []).enumerated() {
      isKnown(late.person, at: "revised.late[\(index)]", in: &self)
      start(late.notBefore, on: late.date, about: plan.request.firstDate, at: "revised.late[\(index)]")
    }
    for (index, change) in record.changes.enumerated() {
      let path = "revised.changes[\(index)]"
      isKnown(change.person, at: path, in: &self)
      if let before = change.before { duty(before, about: plan.request.firstDate, at: "\(path).before") }
      if let after = change.after { duty(after, about: plan.request.firstDate, at: "\(path).after") }
    }
    if let prices = record.prices {
      for (name, price) in [("duty", prices.duty), ("start", prices.start), ("breaks", prices.breaks)] {
        number(price, DisturbancePrices.range, "a price", at: "revised.prices.\(name)")
      }
    }
  }
}
