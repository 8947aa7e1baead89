internal import Calendars
internal import Workforce

extension TourInstance {
  /// Break windows of a shift, in quarter-hours from its start, and its paid time.
  static func breaks(_ length: Int) -> (windows: [(from: Int, to: Int, length: Int, paid: Bool)], paid: Int) {
    length >= 24
      ? (
        [(4, 7, 1, true), (length / 2 - 4, length / 2 + 2, 2, false), (length - 8, length - 5, 1, true)], length - 2
      ) : ([(length / 2 - 2, length / 2 + 1, 1, true)], length)
  }

  /// The weekly minimum is hard in the data; here it costs more than any tour can earn.
  func compiled() -> CompiledRoster {
    let scale = PriceScale(unitsPerCurrency: 1000)
    var builder = MenuBuilder(scale: scale)
    var classes: [WindowClass] = []
    func windowClass(_ value: WindowClass) -> Int {
      if let index = classes.firstIndex(of: value) { return index }
      classes.append(value)
      return classes.count - 1
    }
    let lengths = agents.map { [$0.site, $0.lmin, $0.lmax] }
    var menuOf: [[Int]: Int] = [:]
    var extent = slotCount
    for key in Set(lengths).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let site = sites[key[0]]
      var days: [[ExpandedShift]] = []
      for day in 0..<7 {
        var shifts: [ExpandedShift] = []
        for local in stride(from: site.earliestStart, through: site.latestStart, by: grid) {
          for length in stride(from: key[1], through: key[2], by: lenStep) where local + length <= site.latestEnd {
            let (windows, paid) = Self.breaks(length)
            let kind = ShiftKind(
              template: TemplateID("\(length)"), length: length, paid: paid,
              breaks: windows.map {
                CompiledBreak(
                  kind: $0.paid ? .rest : .lunch, paid: $0.paid, earliest: $0.from, latest: $0.to, length: $0.length,
                  windowClass: windowClass(WindowClass(length: $0.length, width: $0.to - $0.from + 1)))
              })
            let start = 96 * day + local - site.utcOffsetQ + origin
            extent = max(extent, start + length)
            shifts.append(
              ExpandedShift(
                kind: kind, start: start, pay: Double(paid) * site.rate,
                nightPremium: site.nightPremium * Double(nightQuarters(site, local: local, length: length)),
                letter: letter(local: local, length: length)))
          }
        }
        days.append(shifts)
      }
      menuOf[key] = builder.add(days: days, slotsPerUnit: 2)
    }
    var wishes = [Int32](repeating: 0, count: 128)
    let people = agents.enumerated().map { index, agent -> CompiledPerson in
      let menu = menuOf[[agent.site, agent.lmin, agent.lmax]] ?? 0
      let offset = sites[agent.site].utcOffsetQ
      return CompiledPerson(
        group: agent.group, menu: menu, restPlan: 0, rest: minRest,
        earliestStart: agent.monEarliest > 0 ? agent.monEarliest - offset + origin : 0,
        dayRules: dayRules(of: index), weeklyRest: weeklyRest(of: agent),
        days: (0..<7).map { day in
          let menuDay = builder.menus[menu].days[day]
          var wishOffset = 0
          if agent.prefStart >= 0 {
            wishOffset = wishes.count
            for slot in menuDay.first..<menuDay.first + menuDay.width {
              let local = slot - origin + offset - 96 * day
              wishes.append(scale.units(agent.prefW * Double(abs(local - agent.prefStart))))
            }
            wishes.append(contentsOf: repeatElement(0, count: 8))
          }
          return CompiledDay(
            isAllowed: !agent.unavail.contains(day), endLimit: Int.max / 2,
            dayOffPrice: scale.units(agent.dayoffCost[day]), startWishes: wishOffset)
        },
        weeks: [
          WeeklyTime(
            .init(minimum: agent.minPaid * 15, maximum: agent.maxPaid * 15, shortfallPrice: 400), credit: 0, unit: 30,
            scale: scale)
        ])
    }
    let missing = ladder?.prices ?? [cost.under2, cost.under1]
    let ends = (0..<slotCount).flatMap { slot in
      (0..<queueCount).flatMap { thresholds(queue: $0, slot: ((slot - origin) % slotCount + slotCount) % slotCount) }
    }
    let table = CoverageTable(
      queueCount: queueCount, slotCount: slotCount, thresholds: ends.map { Int32($0) },
      groupQueues: groups.map { $0.reduce(0) { $0 | 1 << UInt64($1) } },
      // The data counts everybody everywhere, at a price where nobody is needed.
      openQueues: [UInt64](repeating: .max, count: slotCount),
      levelPrices: missing.map { -scale.units($0) } + [scale.units(cost.over1), scale.units(cost.over2)],
      firstMissing: scale.units(cost.under1), carried: [Int32](repeating: 0, count: slotCount * groups.count))
    return CompiledRoster(
      slotCount: slotCount, extent: extent, dayCount: 7, scale: scale, paidUnit: 30, coverage: table, builder: builder,
      windowClasses: classes, wishCosts: wishes, people: people)
  }

  /// People with whom each price level but the last ends.
  private func thresholds(queue: Int, slot: Int) -> [Int] {
    let heads = ladder?.heads.map { $0[queue][slot] }
    let full = heads?.last ?? demand[queue][slot]
    let band = Int((Double(full) * cost.band).rounded(.up))
    return (heads ?? [full - band, full]) + [full + band]
  }

  func nightQuarters(_ site: Site, local: Int, length: Int) -> Int {
    (local..<local + length).count { $0 % 96 >= site.nightFrom || $0 % 96 < site.nightTo }
  }
}
