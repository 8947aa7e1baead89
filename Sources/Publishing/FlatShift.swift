internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// A duty as one flat object, for webhooks and no-code tools that cannot look into nested values. Names are those of
/// `shifts.csv`; times are ISO 8601.
private struct FlatShift: Encodable {
  var team: String
  var week: String
  var agentID: String
  var agent: String
  var site: String
  var timeZone: String
  var shift: String
  var date: String
  var startLocal: String
  var endLocal: String
  var startUTC: String
  var endUTC: String
  var paidMinutes: Int
  var breakMinutes: Int
  var cost: Double
  var currency: String

  enum CodingKeys: String, CodingKey {
    case team, week
    case agentID = "agent_id"
    case agent, site
    case timeZone = "time_zone"
    case shift, date
    case startLocal = "start_local"
    case endLocal = "end_local"
    case startUTC = "start_utc"
    case endUTC = "end_utc"
    case paidMinutes = "paid_minutes"
    case breakMinutes = "break_minutes"
    case cost, currency
  }
}

/// A list with an object a duty, by person, then start; keys in alphabetical order.
func flatJSON(_ index: PlanIndex) throws(Diagnostic) -> [UInt8] {
  let shifts = index.people.flatMap { person in
    index.duties(of: person.id).map { duty in
      FlatShift(
        team: index.plan.team, week: ISOWeek(containing: duty.date).description, agentID: person.id.rawValue,
        agent: person.name, site: person.site.rawValue, timeZone: person.zone.identifier,
        shift: duty.template.rawValue, date: duty.date.description, startLocal: person.zone.localText(of: duty.start),
        endLocal: person.zone.localText(of: duty.end), startUTC: duty.start.utcText, endUTC: duty.end.utcText,
        paidMinutes: duty.paid.rawValue, breakMinutes: duty.breaks.reduce(0) { $0 + $1.length.rawValue },
        cost: index.cost(of: duty, for: person.id).total, currency: index.plan.currency)
    }
  }
  return try exchangeJSON(shifts)
}
