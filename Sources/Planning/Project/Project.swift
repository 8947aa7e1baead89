public import Calendars
public import Forecasting
public import Tables
public import Tickets
public import Workforce

/// A project folder, read and checked: everything that a plan is made from except the week and the seed.
public struct Project: Sendable {
  /// The project folder, as messages call it.
  public var place = "DIR"
  /// Whether `agents.csv` names nobody.
  public var isEmptyTeam = false
  /// The team's name.
  public var name: String
  public var currency: String
  /// The zone in which reports speak and weeks are named.
  public var zone: Zone
  /// Whose clock rules its zones follow, and which others there are.
  public var zoneChoice: ZoneChoice
  /// Width of the planning grid.
  public var interval: Minutes
  public var queues: [ProjectQueue]
  public var sites: [Site]
  public var templates: [ShiftTemplate]
  public var people: [Person]
  /// How other programs know them, for exports alone: no plan, report or journal holds it.
  public var addresses: [PersonID: PersonAddress] = [:]
  /// Which rules hold for them, and who says so.
  package var rules = RuleBook()
  /// What is asked of who is at work at the same time.
  public var teamRules: [TeamRule] = []
  public var prices: CoveragePrices
  /// What heads are priced by; nil = by service where a queue's target holds over the day, else by heads.
  public var pricedBy: PriceBasis?
  /// What unpopular duties cost out of turn; nil where they aren't counted.
  public var fairness: FairnessPrices?
  /// Rows of `ledger.csv`; empty where duties aren't counted.
  public var ledger: [LedgerRow] = []
  public var holidays: [Holiday]
  /// The years in which each holiday file has dates.
  public var holidayYears: [HolidayYears] = []
  /// Whether a day on which everything is closed for a holiday counts towards contracts.
  public var creditsHolidays = true
  /// What its planner knows of: `events.csv`.
  public var events: [DemandEvent]
  /// Measures that go with contacts: the files of `drivers/`.
  public var drivers: [Driver]
  /// Weeks of history that the forecast looks back on; nil = as many as its method wants.
  public var historyWeeks: Int?
  /// One entry a queue that has a history, in the order of `queues`.
  public var histories: [IntervalHistory]
  /// Contacts of the history that no queue claims, the most first.
  public var unclaimed: [HistoryStore.Unclaimed] = []
  /// What was odd but usable.
  public var warnings: [Diagnostic]
  /// Every file that was read, ordered by path.
  public var inputs: [ReadFile]
  /// What a scenario does to the forecasts; nothing in a project as it stands.
  public var demandChanges: [DemandChange] = []
  /// What changing a plan that people know is weighed by.
  public var disturbance = DisturbancePrices()
  /// The most that pay and premiums of a week are to come to, in currency units; nil where nothing is said.
  public var budget: Double?
}

/// What the missing and superfluous heads of live queues are priced by.
public enum PriceBasis: String, Hashable, Sendable, CaseIterable {
  /// Their distance from the heads required.
  case heads
  /// The contacts that they bring in time.
  case service
}

/// The years in which a holiday file has dates.
public struct HolidayYears: Hashable, Sendable {
  /// Relative to the project folder.
  public var path: String
  public var years: Set<Int>
}

/// A file of the project, as it was read.
public struct ReadFile: Hashable, Sendable {
  /// Relative to the project folder.
  public var path: String
  public var bytes: Int
  public var sha256: String
}

/// A queue with what binds it to people and to tickets.
public struct ProjectQueue: Sendable {
  public var settings: QueueSettings
  /// A person needs all of these to take the queue.
  public var skills: [String]
  /// Which tickets belong to the queue; any of these.
  public var matches: [QueueMatch]
  /// Whether the queue is closed on holidays.
  public var closedOnHolidays: Bool
  /// Whether `rota.json` says so; else the past decides.
  var statesHolidays = false
  /// Why it is closed or open on holidays, in a sentence.
  public var holidayWords = ""
  /// The queue whose habits it shares, and the contacts a day expected while it has no history of its own.
  public var sibling: QueueID?
  public var dailyContacts: Double?
  /// For e-mail: the live queues whose people take it up whenever no contact waits; empty = people of its own only.
  public var blendedWith: [QueueID] = []
  /// Share of the live people's idle time that such work can use, 0…1; the rest goes into switching.
  public var usableIdleShare = 0.8
  /// Parts of the shrinkage plan that don't say whether the rota knows of them: what `absences.csv` books of them by name
  /// counts towards them (`Project.bookingAbsences`).
  var unsettledShrinkage: [Int] = []
}

extension Project {
  /// Of a week, in currency units: what makes sense.
  package static let budgets = 0.0...1_000_000_000

  /// Whether a plan of it depends on every plan of earlier weeks.
  public var countsPast: Bool { fairness != nil }

  /// Refuses to plan for a team without people or without tickets, with the commands that bring both.
  ///
  /// - Throws: `plan.empty-team` (missing input).
  func requirePeople() throws(Diagnostic) {
    guard isEmptyTeam else { return }
    let hasHistory = histories.contains { !$0.starts.isEmpty }
    let place = ShellWord.quoted(place)
    throw Diagnostic(
      "plan.empty-team", "there is nobody in agents.csv\(hasHistory ? "" : ", and no ticket history to plan from")",
      at: SourcePosition(file: "agents.csv"),
      cure:
        "Next: \(hasHistory ? "" : "rota import tickets.csv --into \(place), ")write a row a person into agents.csv, then: "
        + "rota plan \(place)", kind: .missingInput)
  }

  /// What a queue's forecast is made from; `first`, `days` and so on are the caller's to set. Nil where there is neither a
  /// history nor a sibling to borrow from.
  public func forecastRequest(for queue: ProjectQueue, first: CivilDate, days: Int) -> ForecastRequest? {
    let settings = queue.settings
    let own = histories.first { $0.queue == settings.id && !$0.starts.isEmpty }
    let named = queue.sibling.flatMap { id in histories.first { $0.queue == id && !$0.starts.isEmpty } }
    guard own != nil || named != nil && queue.dailyContacts != nil else { return nil }
    let history = own ?? IntervalHistory(queue: settings.id, zone: settings.zone, interval: named?.interval ?? 30)
    return ForecastRequest(
      history: history, hours: settings.channel == .email ? nil : settings.hours,
      // E-mail comes while nobody is there.
      closedDates: settings.channel == .email ? [] : closedDates(for: queue), holidays: holidays, events: events,
      drivers: drivers, sibling: named, dailyContacts: queue.dailyContacts, first: first, days: days,
      maximumWeeks: historyWeeks)
  }
  /// The dates on which a queue is closed although its weekday is open.
  public func closedDates(for queue: ProjectQueue) -> Set<CivilDate> {
    queue.closedOnHolidays ? Set(holidays.filter { $0.dayClass == "holiday" }.map(\.date)) : []
  }
}
