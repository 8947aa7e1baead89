internal import Calendars
internal import Workforce
internal import Words

/// What a scenario means beside the baseline, in the words that a director needs: what it costs, what customers feel, what
/// to do.
public struct WhatIfVerdict {
  let base: WhatIfCase
  let one: WhatIfCase
  let currency: String
  /// Of its hiring plan; empty where none was asked for.
  var weeks: [HiringWeek] = []

  private var cost: Double { one.cost - base.cost }
  private var uncovered: Double { one.uncoveredHours - base.uncoveredHours }

  /// Whether the live service differs beyond chance, and by how much.
  private var serviceChange: Double? {
    guard let difference = one.serviceDifference(to: base), difference.low > 0 || difference.high < 0,
      abs(difference.mean) >= 0.0005
    else { return nil }
    return difference.mean
  }

  var missed: [WhatIfQueue] { one.queues.filter(\.isMissed) }

  /// The hiring plan of the weeks that are planned; its shortest one says how many people they lack.
  private var plannedWeek: HiringWeek? {
    weeks.prefix(max(1, (one.days.count + 6) / 7)).reduce(nil) { worst, week in
      (worst?.missing ?? -1) < week.missing ? week : worst
    }
  }

  /// People of the usual contract whom the hours without anybody amount to, beyond the baseline's; where there is a hiring
  /// plan, those whom it says, so that a page gives one number.
  var peopleMissing: Int {
    if let plannedWeek { return plannedWeek.missing }
    guard one.contractHours > 0, uncovered > 1 else { return 0 }
    let covered = max(1, base.requiredHours - base.uncoveredHours)
    let paidPerHour = max(1, base.paidHours / covered)
    return Int((uncovered * paidPerHour / one.contractHours).rounded(.up))
  }

  /// `Costs USD 1,440 more a week; service falls from 96.5 % to 92.1 %; two queues miss their promise.`
  var headline: String {
    var parts = [costWords]
    if let level = one.serviceLevel, let before = base.serviceLevel {
      let now = Words.page.percent(level.mean, places: 1)
      if let change = serviceChange {
        let size = abs(change) < 0.01 ? "hardly notice" : "wait \(change < 0 ? "longer" : "less")"
        parts.append(
          "customers \(size): \(now) answered in time in place of \(Words.page.percent(before.mean, places: 1))")
      } else {
        parts.append("customers notice nothing: \(now) answered in time")
      }
    } else if base.serviceLevel != nil {
      parts.append("nobody contacts the live queues")
    }
    parts.append(promiseWords)
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// A difference of cost that nobody would act on.
  private var isCostAlike: Bool { base.cost > 0 && abs(cost) / base.cost < 0.005 }

  /// Whether a better search of either could make up for the difference of cost: what they leave open, of cost and prices
  /// together, is larger.
  var isWithinSearch: Bool { abs(cost) < max(base.objective - base.bound, one.objective - one.bound) }

  private var costWords: String {
    guard !isCostAlike else { return "costs about as much as today" }
    let span = one.days.count == 7 ? "a week" : "over \(Self.span(one))"
    let share = Words.page.percent(abs(cost) / max(1, base.cost), places: 1)
    return "\(cost > 0 ? "costs" : "saves") \(Words.page.money(abs(cost), currency: currency)) "
      + "\(span)\(cost > 0 ? " more" : "") (\(share)\(isWithinSearch ? ", less than the search leaves open" : ""))"
  }

  /// `two weeks`, `10 days`
  private static func span(_ one: WhatIfCase) -> String {
    let (weeks, rest) = one.days.count.quotientAndRemainder(dividingBy: 7)
    guard rest == 0, weeks > 1 else { return "\(one.days.count) days" }
    let words = ["two", "three", "four", "five", "six"]
    return "\(weeks - 2 < words.count ? words[weeks - 2] : "\(weeks)") weeks"
  }

  private static func theSpan(_ one: WhatIfCase) -> String { one.days.count <= 7 ? "the week" : "the \(span(one))" }

  private var promiseWords: String {
    let promised = one.queues.filter(\.isPromised)
    if promised.isEmpty { return "nothing is promised" }
    if missed.isEmpty { return "every queue keeps its promise over \(Self.theSpan(one))" }
    if missed.count == promised.count { return "no queue keeps its promise" }
    return "\(Words.plain.and(missed.map(\.name))) \(missed.count == 1 ? "misses its" : "miss their") promise"
  }

  /// How the plans' expectation and the simulation are to be read side by side: nil where nothing was played.
  public static func alikeWords(_ cases: [WhatIfCase]) -> [String]? {
    let pairs = cases.compactMap { one in
      one.predictedServiceLevel.flatMap { level in one.withoutHelp.map { (one.name, abs($0.mean - level)) } }
    }
    guard !pairs.isEmpty else { return nil }
    let widest = pairs.map(\.1).max() ?? 0
    var words = [
      "The plan expects everybody on their own queue. Played the same way it comes to within "
        + "\(Words.page.decimal(widest * 100, places: 1)) points of that; with help, people whose own queue has nobody waiting "
        + "take contacts of another one that they can answer."
    ]
    let far = pairs.filter { $0.1 > 0.02 }.map(\.0)
    if !far.isEmpty {
      words.append(
        "More than 2 points from what is expected: \(Words.plain.list(far)). Trust the simulation; `rota plan --verify` "
          + "raises what is too low and plans again.")
    }
    return words
  }

  /// Whether customers get what they were promised: no queue misses it, and no more hours do than today.
  var keepsPromises: Bool { missed.isEmpty && one.weakHours <= base.weakHours + 1 }

  /// What to do, the most pressing first.
  var advice: [String] { cover + people + promises + weakHours + surplus + worth }

  /// Hours without anybody, beside today's.
  private var cover: [String] {
    let threshold = max(1, one.requiredHours * 0.005)
    if uncovered > threshold {
      var text =
        "The plan asks for \(hours(one.requiredHours)) and finds nobody for \(hours(one.uncoveredHours)) of them "
        + "(today \(hours(base.uncoveredHours)))"
      if let queue = worstQueue { text += ", most of them in \(queue)" }
      if let day = worstDay { text += ", many on \(day)" }
      guard keepsPromises else { return [text + ". " + hire] }
      return [
        text + ".",
        (shortWeeks ?? "Nobody has to be hired for it:")
          + (shortWeeks == nil ? " people" : " In the planned \(one.days.count <= 7 ? "week" : "weeks"), people")
          + " who help on another queue bridge these hours, and no promise is missed. "
          + "What shrinks is the reserve for sickness and for more contacts than forecast; \(reserve)",
      ]
    }
    if uncovered < -threshold {
      return ["\(hours(-uncovered)) for which nobody is found today are covered."]
    }
    guard one.people == base.people, keepsPromises else { return [] }
    return shortWeeks.map { ["The present team carries \(one.days.count <= 7 ? "this week" : "these weeks"). " + $0] }
      ?? ["The present team carries it; nobody has to be hired."]
  }

  /// What the hiring plan says where weeks are short in it.
  private var shortWeeks: String? {
    let short = weeks.count { $0.missing > 0 }
    guard short > 0 else { return nil }
    return
      "By hours of work and contracts \(short) of \(weeks.count) weeks are short of people: the hiring plan below says "
      + "when and how many."
  }

  private var hire: String {
    if let plannedWeek { return hire(by: plannedWeek) }
    let people = peopleMissing
    guard people > 0 else { return "Lend people or pay overtime there." }
    return "Hire, lend or pay overtime for about \(people == 1 ? "one person" : "\(people) people") of "
      + "\(hours(one.contractHours)) a week, or accept longer waits."
  }

  /// What the hiring plan says, and why it may name another queue than the one whose hours are open.
  private func hire(by week: HiringWeek) -> String {
    guard week.missing > 0 else {
      return
        "By hours of work and contracts nobody has to be hired (see the hiring plan below): shifts and rules do not "
        + "reach these hours. Lend people or pay overtime there, or accept longer waits."
    }
    let whom = Words.plain.list(week.groups.map(\.words))
    var text =
      "Hire, lend or pay overtime for \(week.missing == 1 ? "one person" : "\(week.missing) people") of "
      + "\(hours(one.contractHours)) a week, as the hiring plan below says: \(whom); or accept longer waits."
    if let queue = worstQueue, !week.groups.contains(where: { $0.queue == queue }) {
      text += " With them, those who can answer \(queue) have time enough for it."
    }
    return text
      + " The open hours are those of this rota beside today's; the hiring plan counts all work of the week against all "
      + "contracts, so that it also makes up for what is open today."
  }

  private var reserve: String {
    let people = peopleMissing
    if plannedWeek != nil, people == 0 { return "shifts that reach them would restore it." }
    return people > 1 ? "\(people) people more would restore it." : "one person more would restore it."
  }

  private var people: [String] {
    let change = one.people - base.people
    guard change != 0 else { return [] }
    return [
      "It counts on \(abs(change)) \(change > 0 ? "more" : "fewer") people than today: \(one.people) in place of "
        + "\(base.people), of whom \(one.working) work."
    ]
  }

  private var promises: [String] {
    missed.prefix(3).compactMap { queue in
      if let overdue = queue.overdue {
        return
          "\(queue.name) misses deadlines: up to \(Words.page.decimal(overdue.rounded(.up), places: 0)) contacts "
          + "are overdue. Put people there first, or promise less for the time being."
      }
      guard let level = queue.serviceLevel, let target = queue.target else { return nil }
      return
        "\(queue.name) answers \(Words.page.percent(level.mean)) in time where \(Words.page.percent(target)) are "
        + "promised: put people there first, or promise less for the time being."
    }
  }

  private var weakHours: [String] {
    if one.weakHours > base.weakHours + 1, let hour = one.worst.first {
      return [
        "Warn the team leads of \(one.weakHours) weak hours (today \(base.weakHours)); the worst is \(hour.queue) on "
          + "\(WhatIfDay.words(hour.start)) with \(Words.page.percent(hour.serviceLevel)) in time."
      ]
    }
    return one.weakHours < base.weakHours - 1 ? ["Weak hours fall from \(base.weakHours) to \(one.weakHours)."] : []
  }

  /// Paid hours without work beyond today's, and why they cost as much as before.
  private var surplus: [String] {
    guard let surplus = one.surplusHours, let before = base.surplusHours, one.contractHours > 0 else { return [] }
    let weeks = Double(max(7, one.days.count)) / 7
    let people = Int(((surplus - before) / (one.contractHours * weeks)).rounded(.down))
    guard people > 0 else { return [] }
    var text =
      "\(hours(surplus)) are paid for which there is no work (today \(hours(before))): the time of about "
      + "\(people == 1 ? "one person" : "\(people) people") who could be lent to another team, be trained or take leave."
    if base.cost > 0, base.requiredHours > 0, one.requiredHours < base.requiredHours,
      1 - one.cost / base.cost < 0.9 * (1 - one.requiredHours / base.requiredHours)
    {
      text += " Cost falls less than the work, since contracts promise their hours whether there is work or not."
    }
    return [text]
  }

  /// Whether it is worth its money.
  private var worth: [String] {
    guard !isCostAlike, !isWithinSearch else { return [] }
    if cost < 0, keepsPromises { return ["It is cheaper and keeps every promise: worth doing."] }
    let isNeeded = base.queues.contains(where: \.isMissed) || base.weakHours > 1
    if cost > 0, keepsPromises, !isNeeded, abs(serviceChange ?? 0) < 0.01,
      one.requiredHours <= base.requiredHours * 1.02
    {
      return [
        "Every promise is kept without it as well: what the money buys is reserve, not service that customers would notice."
      ]
    }
    return []
  }

  private func hours(_ hours: Double) -> String { Words.page.decimal(hours, places: 0) + Words.page.space + "h" }

  /// Where most of the additional hours without anybody are, if it is plainly one place.
  private var worstQueue: String? {
    guard one.queues.count == base.queues.count, one.queues.count > 1 else { return nil }
    let rises = zip(one.queues, base.queues).map { ($0.name, $0.uncoveredHours - $1.uncoveredHours) }
    guard let most = rises.max(by: { $0.1 < $1.1 }), most.1 > uncovered * 0.4 else { return nil }
    return most.0
  }

  private var worstDay: String? {
    guard one.days.count == base.days.count else { return nil }
    let rises = zip(one.days, base.days).map { ($0.date, $0.uncoveredHours - $1.uncoveredHours) }
    guard let most = rises.max(by: { $0.1 < $1.1 }), most.1 > uncovered * 0.25 else { return nil }
    return WhatIfDay.words(most.0)
  }
}

extension WhatIfDay {
  /// `2026-10-20` → `Tuesday 20 October`, with the time where there is one.
  static func words(_ text: String) -> String {
    guard let date = CivilDate(String(text.prefix(10))) else { return text }
    return ReportText.day(date) + text.dropFirst(10)
  }
}
