internal import Calendars
internal import Workforce

extension Project {
  /// What an hour of one more head on a queue costs, in currency units: the pay of the cheapest longest duty ÷ its time
  /// between breaks, with a tenth for what rounding down onto the ladder takes. What a missing person costs where nobody is
  /// paid.
  ///
  /// A head that brings less than the last which a day's promise needs then costs more than it is worth.
  var headPrice: Double {
    let sites = self.sites.filter { site in people.contains { $0.site == site.id } }
    let hourly = sites.flatMap { site in
      templates.filter { $0.sites.isEmpty || $0.sites.contains(site.id) }.compactMap { template -> Double? in
        guard let length = template.lengths.last else { return nil }
        let present = template.presentMinutes(of: length)
        guard present > 0 else { return nil }
        return site.payPerHour * Double(template.paidMinutes(of: length)) / Double(present)
      }
    }
    guard let least = hourly.filter({ $0 > 0 }).min() else { return prices.underFirst }
    return least * 1.1
  }
}
