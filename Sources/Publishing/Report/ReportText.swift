internal import Calendars
internal import Plans
internal import Searching
internal import Tables
internal import Workforce
internal import Words

/// Every word of the report. Another language is another table.
enum ReportText {
  static let language = "en"

  // Frame
  static func title(team: String, week: ISOWeek) -> String { "\(team), week \(week)" }
  static let skip = "Skip to the rota"
  static let sections = "Sections"
  static func madeBy(_ tool: String) -> String { "Made by \(tool). This page needs no network; mail it as it is." }

  // Dates and times
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static func day(_ date: CivilDate) -> String {
    "\(date.weekday.title) \(date.day) \(months[date.month - 1])"
  }
  static func shortDay(_ date: CivilDate) -> String {
    "\(date.weekday.shortTitle) \(date.day) \(months[date.month - 1].prefix(3))"
  }
  static func tinyDay(_ date: CivilDate) -> String { "\(date.weekday.shortTitle) \(date.day)" }
  static func weekHeading(week: ISOWeek, weeks: Int) -> String {
    weeks == 1
      ? "Week \(week.week), \(week.year)" : "Weeks \(week.week) to \(week.adding(weeks: weeks - 1).week), \(week.year)"
  }
  static func dates(_ first: CivilDate, _ last: CivilDate) -> String { "\(day(first)) to \(day(last)) \(last.year)" }
  static func timesIn(_ zone: Zone) -> String { "Times in \(zoneName(zone))" }
  static func zoneName(_ zone: Zone) -> String {
    zone.identifier.replacing("_", with: " ")
  }
  static func hour(_ from: ClockTime, _ to: ClockTime) -> String { "\(from)–\(to)" }

  // Headline
  static let serviceHeading = "Will we keep our promise?"
  static let serviceFigure = "of contacts answered in time, expected"
  static let noService = "no queue promises a service level"
  /// `all in time`, or `up to 12 late`.
  static func lateness(_ backlog: BacklogOutlook) -> String {
    let late = Words.page.whole(Int(min(1e15, backlog.largestOverdue.rounded(.up))))
    return backlog.overdueFrom == nil ? "all in time" : "up to \(late) late"
  }
  static func deadlineFigure(_ queues: Int) -> String {
    queues == 1 ? "the deadlines of the e-mail, as planned" : "the deadlines of all e-mail, as planned"
  }
  static func promiseKept(_ target: Double) -> String { "promise \(Words.page.percent(target))" }
  static func promiseMissed(_ target: Double) -> String { "below the promise, \(Words.page.percent(target))" }
  static func promiseOther(_ target: String) -> String { target }
  static func alsoSimulated(_ percent: String) -> String { "\(Words.page.space)/\(Words.page.space)\(percent)" }
  static func simulated(_ level: String, low: String, high: String, replications: String) -> String {
    "\(level) simulated (\(low) to \(high), \(replications) random weeks)"
  }
  static func withoutHelp(_ level: String) -> String {
    "; \(level) if nobody helped out on another queue, which is what the expectation speaks of"
  }
  static let bothByQueue = ". By queue: expected / simulated."
  static func noWeakHours(hasDeadlines: Bool) -> String {
    "No hour \(hasDeadlines ? "of phone or chat " : "")misses its promise beyond chance."
  }
  static func weakHours(_ count: Int, hasDeadlines: Bool) -> String {
    let of = hasDeadlines ? " of phone or chat" : ""
    return count == 1
      ? "1 hour\(of) misses its promise beyond chance" : "\(count) hours\(of) miss their promise beyond chance"
  }
  static func deadlines(_ queue: String, done: String, overdue: Int) -> String {
    "\(queue) has deadlines in place of hours: \(done) done in time as simulated"
      + (overdue > 0 ? ", up to \(Words.page.whole(overdue)) overdue as planned." : ", none overdue as planned.")
  }
  static let weakHeading = "Weak in the simulation"
  static func weakHour(_ queue: String, simulated: String, promised: String, missing: Int, of required: Int) -> String {
    "\(queue): \(simulated) simulated, promised \(promised)"
      + (missing > 0 ? "; \(missing) of \(required) missing" : "; everybody required is there")
  }
  static func moreWeakHours(_ count: Int) -> String { "and \(count) more" }
  static let coverHeading = "What is not covered?"
  static func coverFigure(_ uncovered: String, _ required: String) -> String {
    "\(uncovered) of the \(required) required"
  }
  static let allCovered = "Every required hour is covered."
  static func worst(_ queue: String, missing: Int, of required: Int) -> String {
    "\(queue), \(missing) of \(required) missing"
  }
  static let worstLead = "Worst: "
  static func missed(_ contacts: String) -> String { "\(contacts) than with everybody required" }
  static func spare(_ text: String) -> String { "\(text) above the need" }
  static let costHeading = "What does it cost?"
  static func costFigure(_ hours: String, people: Int) -> String { "for \(hours) paid, \(people) people" }
  static func premium(_ money: String) -> String { "of it \(money) for nights" }
  static func overtime(_ money: String) -> String { "of it \(money) of premium for overtime" }
  static func timeOff(_ money: String) -> String { "beside it \(money) for time off that is offered" }
  static func budgetLeft(_ left: String, of budget: String) -> String { "\(left) left of the budget of \(budget)" }
  static func budgetOver(_ over: String, of budget: String) -> String { "\(over) above the budget of \(budget)" }
  static func perHour(_ money: String) -> String { "\(money) a paid hour" }
  static let gapHeading = "Could it be better?"
  static let gapNone = "nothing better exists, proven"
  static let gapSome = "above the best possible rota, proven"
  static func atMost(_ gap: String) -> String { "≤\u{202F}\(gap)" }
  static let gapUnknown = "no bound was proven"
  static let gapBelowZero = "no share: the bound isn't above zero"
  static func gapWords(_ objective: String, _ bound: String) -> String { "This rota \(objective), none below \(bound)" }

  // Presence
  static let presenceHeading = "What can customers expect?"
  static let presenceLead =
    "Everybody may be missing by chance, so service is expected over who is there."

  // Heat map
  static let heatHeading = "Where will it hurt?"
  static let heatLead =
    "People scheduled less people required, in every interval of the week. Orange is short, blue is spare, white is right, hatched is closed."
  static let heatLeadScript = "Point at an hour to read it; click to see its day."
  static let heatTable = "The same as numbers, hour by hour"
  static let heatTableLead = "The tightest interval of each hour. A dash means closed."
  static func heatRow(_ queue: String) -> String { "\(queue): scheduled less required" }
  static let short = "short"
  static let spareWord = "spare"
  static let right = "right"
  static let closed = "closed"
  static let worstHours = "The hours to look at"
  static let noWorstHours = "No hour is short."
  static func shortBy(_ missing: Int, of required: Int) -> String { "\(missing) of \(required) missing" }
  static func inTime(_ percent: String) -> String { "\(percent) in time" }
  static func weekOf(_ date: CivilDate) -> String { "Week of \(day(date))" }

  // Day view
  static let dayHeading = "Who works when?"
  static let dayTabs = "Days"
  static let zoneLabel = "Show times as"
  static func zoneReader(_ zone: Zone) -> String { "\(zoneName(zone)) (this report)" }
  static func zoneSite(_ site: String, _ zone: Zone) -> String { "\(site), \(zoneName(zone))" }
  static let zoneOwn = "each person’s own wall clock"
  static let zoneUTC = "UTC"
  static let keyRequired = "required"
  static let keyScheduled = "scheduled"
  static let keyShort = "short"
  static let keyContacts = "contacts expected, with the band of the forecast"
  static let keyContactsPlain = "contacts expected"
  static let keyWork = "on a queue"
  static let keyMeet = "meeting, training or one-to-one"
  static let keyOff = "at work, not needed on a queue"
  static let keyBreak = "break"
  static func contactsUnit(_ minutes: Int) -> String { "contacts in \(Words.plain.minutes(minutes))" }
  static let people = "people"
  static func peopleCount(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }
  static func daySummary(people: Int, hours: String, short: String?) -> String {
    "\(peopleCount(people)), \(hours) paid" + (short.map { ", \($0) short" } ?? ", nothing short")
  }
  static func until(_ clock: String) -> String { "until \(clock)" }
  static let nobody = "Nobody works on this day."
  static func off(_ count: Int) -> String { "Off (\(count)):" }
  static func peopleAtWork(_ count: Int) -> String { "\(peopleCount(count)) at work" }
  static func clockChange(_ date: CivilDate, forward: Bool) -> String {
    "The clocks go \(forward ? "forward" : "back") on \(day(date))"
  }

  static func queueOnDay(_ queue: String, _ date: CivilDate) -> String { "\(queue), \(day(date))" }
  static func balance(missing: Int, spare: Int) -> String {
    "\(Words.page.hours(minutes: missing)) short, \(Words.page.hours(minutes: spare)) spare"
  }

  // People
  static let peopleHeading = "Is it fair?"
  static let peopleLead =
    "By burden: a night, a weekend day and a wish refused count one, an early or late duty a half, each hour away from the contract an eighth. The stroke in a bar marks the team’s mean."
  // Fairness
  static let fairnessHeading = "Who has carried what?"
  static let fairnessLead =
    "Duties before the plan + duties in it, by the site’s clock. Bars are by contract, absent days left out; the stroke in a bar marks the mean. In a strip each stroke is a person: above the line before the plan, below it after."
  static let fairnessHours = "Hours counted"
  static let fairnessPaid = "Out of turn"
  static func fairKind(_ kind: FairKind) -> String { kind.words.prefix(1).uppercased() + kind.words.dropFirst() }
  static func fairStrip(_ kind: FairKind, most: String) -> String {
    "\(fairKind(kind)) by contract, from 0 to \(most)"
  }

  static let noPeople = "The plan has no people."
  static let columnName = "Name"
  static let columnSite = "Site"
  static let columnContract = "Contract"
  static let columnPlanned = "Planned"
  static let columnShifts = "Duties"
  static let columnNights = "Nights"
  static let columnWeekends = "Weekend days"
  static let columnEarly = "Early"
  static let columnLate = "Late"
  static let columnWishes = "Wishes met"
  static func wishes(_ met: Int, of asked: Int) -> String { asked == 0 ? "–" : "\(met) of \(asked)" }
  static func absent(_ hours: String) -> String { "+ \(hours) absent" }
  static func mean(_ value: String) -> String { "mean \(value)" }

  // Forecast
  static let forecastHeading = "What do we expect?"
  static let forecastLead = "Contacts an hour as forecast; the band holds 80 % of what may come."
  static let forecastHistory = "The last weeks before the plan, with the forecast, its band and events"
  static let forecastLeadPlain = "Contacts an hour as forecast."
  static func forecastWords(total: String, peak: String, at day: String, hour: String) -> String {
    "\(total) contacts; most on \(day) at \(hour), \(peak) in the hour"
  }
  static func handleTime(_ text: String) -> String { "\(text) each" }
  static let noContacts = "No contacts are expected."
  static func axisPeak(_ text: String) -> String { "\(text) an hour" }

  // Warnings
  static let warningsHeading = "What should you know?"
  static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "Error"
    case .warning: "Warning"
    case .note: "Note"
    }
  }
  static let noWarnings = "There are no warnings."
  static let assumptionsHeading = "What was assumed"
  static let zoneRules = "Time-zone rules"
  static func rules(_ release: String, source: String) -> String { "\(release), from \(source)" }

  // Proof
  static let proofHeading = "How good is this?"
  static func proofWords(_ status: SolveStatus) -> String {
    switch status {
    case .optimal: "The search proved that no rota under these rules costs less."
    case .gapReached: "The search stopped where it was told to: within the gap asked for."
    case .timeLimit: "The search stopped when its time was up. More time may find a better rota, within the gap below."
    case .iterationLimit:
      "The search stopped after the number of iterations asked for. More may find a better rota, within the gap below."
    case .exhausted: "The search had nothing left to try; this is the best rota that it found, within the gap below."
    case .interrupted: "The search was interrupted; this is the best rota found until then."
    case .infeasible: "No rota keeps every rule; this one breaks those that the warnings name."
    case .unbounded, .outOfMemory, .numericalTrouble:
      "The search ended early (\(status.rawValue)); this is the best rota found until then."
    }
  }
  static let objective = "Cost of this rota, with its penalties"
  static let disturbance = "What its changes to the plan before weigh, beside that"
  static let bound = "No rota under these rules costs less than"
  static let gap = "So it is above the best possible by at most"
  static let effort = "Search"
  static func effort(moves: String, rounds: String, seconds: String?) -> String {
    "\(moves) moves, \(rounds) rounds for the bound" + (seconds.map { ", \($0) s" } ?? "")
  }
  static let seed = "Seed"
  static let costParts = "What the cost is made of"
  static let pay = "Pay"
  static let nightPremium = "Night premium"
  static let wishCost = "Wishes refused"
  static let shortfall = "Hours below contract"
  /// - Parameter breaches: which rule, and how often.
  static func ruleCost(_ breaches: String) -> String { "Rules broken for a price, \(breaches)" }
  static let fairnessCost = "Unpopular duties out of turn"
  static let overtimeCost = "Premium of overtime"
  static let timeOffCost = "Time off offered"
  static let understaffing = "People missing"
  static let overstaffing = "People too many"
  static let total = "Total"
  static let models = "From contacts to people"
  static func model(_ queue: String, _ model: String, shrinkage: String) -> String {
    "\(queue): \(model), shrinkage \(shrinkage)"
  }
  static let again = "Make this page again"
  static let check = "Check the rota, in this folder"
  static let inputs = "Made from"
  static let file = "File"
  static let bytes = "Bytes"
  static let hash = "SHA-256"
}

extension ReportText {
  /// What the page's script says. Braces mark what it puts in.
  static let scriptWords: [String: String] = [
    "required": "required", "scheduled": "scheduled", "short": "short", "spare": "spare", "closed": "closed",
    "contacts": "{n} contacts expected", "inTime": "{n} % answered in time",
    "noQueue": "at work, not needed on a queue", "lunch": "lunch", "rest": "rest", "meeting": "meeting",
    "training": "training", "oneToOne": "one-to-one", "until": "until {t}",
    "own": "{t} on their own clock ({z})", "off": "Off ({n}):", "onePerson": "1 person", "people": "{n} people",
    "sum": "{p}, {h} h paid, {s}", "sumShort": "{h} h short", "sumGood": "nothing short",
    "sort": "Sort by {c}",
  ]
}
