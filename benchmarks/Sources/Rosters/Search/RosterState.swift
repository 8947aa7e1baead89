/// The roster that the search works on, with its head counts and cost kept up to date by every change.
final class RosterState {
  let table: RosterTable
  let days: Int
  let types: Int
  /// Type by `person * days + day`, -1 off.
  let rows: UnsafeMutablePointer<Int16>
  /// People by `day * types + type`.
  let counts: UnsafeMutablePointer<Int32>
  private let wish: UnsafeMutablePointer<Int32>
  private let coverCost: UnsafeMutablePointer<Int32>
  private let stride: Int
  /// Per person: units, and duties of each type.
  let units: UnsafeMutablePointer<Int32>
  let typeCounts: UnsafeMutablePointer<Int32>
  /// Per person: weekends with a duty.
  let weekendsWorked: UnsafeMutablePointer<Int32>
  /// Duties on each weekend, `person * weekendCount + weekend`.
  private let weekendDuties: UnsafeMutablePointer<Int8>
  private let weekendOfDay: UnsafeMutablePointer<Int>
  private let weekendCount: Int
  let unitsOfType: [Int]
  private(set) var cost: Int

  init(_ table: RosterTable) {
    self.table = table
    days = table.days
    types = table.types
    stride = table.coverStride
    let people = table.personCount
    rows = .allocate(capacity: people * days)
    rows.initialize(repeating: -1, count: people * days)
    counts = .allocate(capacity: days * types)
    counts.initialize(repeating: 0, count: days * types)
    let wish = UnsafeMutablePointer<Int32>.allocate(capacity: people * days * types)
    self.wish = wish
    for (index, person) in table.people.enumerated() {
      let target = wish + index * table.days * table.types
      person.wish.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        target.initialize(from: base, count: source.count)
      }
    }
    coverCost = .allocate(capacity: table.coverCost.count)
    coverCost.initialize(repeating: 0, count: table.coverCost.count)
    for (index, value) in table.coverCost.enumerated() { coverCost[index] = value }
    units = .allocate(capacity: people)
    units.initialize(repeating: 0, count: people)
    typeCounts = .allocate(capacity: people * types)
    typeCounts.initialize(repeating: 0, count: people * types)
    weekendCount = table.weekendCount
    weekendsWorked = .allocate(capacity: people)
    weekendsWorked.initialize(repeating: 0, count: people)
    weekendDuties = .allocate(capacity: people * weekendCount)
    weekendDuties.initialize(repeating: 0, count: people * weekendCount)
    weekendOfDay = .allocate(capacity: table.days)
    weekendOfDay.initialize(repeating: -1, count: table.days)
    for (day, weekend) in table.weekendOfDay.enumerated() { weekendOfDay[day] = weekend }
    unitsOfType = (0..<table.types).map { table.unitsOfClass[table.classOfType[$0]] }
    cost = table.people.reduce(0) { $0 + $1.idlePrice }
    for cell in 0..<(table.days * table.types) { cost += Int(table.coverCost[cell * table.coverStride]) }
  }

  deinit {
    rows.deallocate()
    counts.deallocate()
    wish.deallocate()
    coverCost.deallocate()
    units.deallocate()
    typeCounts.deallocate()
    weekendsWorked.deallocate()
    weekendDuties.deallocate()
    weekendOfDay.deallocate()
  }

  func row(_ person: Int) -> UnsafeMutablePointer<Int16> { rows + person * days }

  /// Cost of one more person, wish included.
  @inline(__always) func price(_ person: Int, _ day: Int, _ type: Int) -> Int32 {
    let cell = day * types + type
    return coverPrice(cell) + wish[person * days * types + cell]
  }

  /// What one more person on `day * types + type` changes in the cost of cover.
  @inline(__always) func coverPrice(_ cell: Int) -> Int32 {
    let at = cell * stride + Int(counts[cell])
    return coverCost[at + 1] - coverCost[at]
  }

  /// Puts a type (or -1 for off) on a day.
  func set(_ person: Int, _ day: Int, _ type: Int16) {
    let at = person * days + day
    let old = rows[at]
    if old == type { return }
    if old >= 0 {
      let kind = Int(old)
      counts[day * types + kind] -= 1
      cost -= Int(price(person, day, kind))
      units[person] -= Int32(unitsOfType[kind])
      typeCounts[person * types + kind] -= 1
    }
    if type >= 0 {
      let kind = Int(type)
      cost += Int(price(person, day, kind))
      counts[day * types + kind] += 1
      units[person] += Int32(unitsOfType[kind])
      typeCounts[person * types + kind] += 1
    }
    rows[at] = type
    let weekend = weekendOfDay[day]
    if weekend >= 0, (old >= 0) != (type >= 0) {
      let duties = weekendDuties + person * weekendCount + weekend
      duties.pointee += type >= 0 ? 1 : -1
      if type >= 0, duties.pointee == 1 { weekendsWorked[person] += 1 }
      if type < 0, duties.pointee == 0 { weekendsWorked[person] -= 1 }
    }
  }

  /// Weekends with work outside `first..<end`.
  func weekends(_ person: Int, outside first: Int, _ end: Int) -> Int {
    let row = rows + person * days
    var count = 0
    var last = -1
    for day in 0..<days where table.isSaturday[day] || table.isSunday[day] {
      if day >= first && day < end { continue }
      if row[day] >= 0, table.weekendOfDay[day] != last {
        last = table.weekendOfDay[day]
        count += 1
      }
    }
    return count
  }

  func snapshot() -> [Int16] { Array(UnsafeBufferPointer(start: rows, count: table.personCount * days)) }

  func restore(_ snapshot: [Int16]) {
    for person in 0..<table.personCount {
      for day in 0..<days { set(person, day, snapshot[person * days + day]) }
    }
  }
}
