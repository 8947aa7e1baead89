internal import Calendars

/// Contacts and handle time of one queue by interval, while tickets come in any order. Kept by UTC day, and only for
/// days that have some.
struct IntervalCells {
  struct Cell {
    var contacts = 0.0
    var timedContacts = 0.0
    var handleSeconds = 0.0
  }

  private let width: Int
  private let perDay: Int
  /// For each day from `firstDay`, the page that holds its cells; -1 = none.
  private var pages: [Int32] = []
  private var firstDay = 0
  private var cells: [Cell] = []

  /// - Parameter interval: must divide a day.
  init(interval: Minutes) {
    width = interval.seconds
    perDay = 86_400 / width
  }

  mutating func add(at instant: Instant, handleSeconds: Double?) {
    let seconds = instant.rawValue
    // Rounds towards the past.
    let day = seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400)
    let cell = page(of: day) * perDay + (seconds - day * 86_400) / width
    cells[cell].contacts += 1
    if let handleSeconds {
      cells[cell].timedContacts += 1
      cells[cell].handleSeconds += handleSeconds
    }
  }

  private mutating func page(of day: Int) -> Int {
    if pages.isEmpty { firstDay = day }
    if day < firstDay {
      pages.insert(contentsOf: repeatElement(-1, count: firstDay - day), at: 0)
      firstDay = day
    }
    while pages.count <= day - firstDay { pages.append(-1) }
    if pages[day - firstDay] < 0 {
      pages[day - firstDay] = Int32(cells.count / perDay)
      cells.append(contentsOf: repeatElement(Cell(), count: perDay))
    }
    return Int(pages[day - firstDay])
  }

  /// Every interval from the one that holds `first` to the one that holds `last`, zeros included.
  func history(of queue: QueueID, zone: Zone, from first: Instant, through last: Instant) -> IntervalHistory {
    var history = IntervalHistory(queue: queue, zone: zone, interval: Minutes(width / 60))
    let grid = IntervalGrid(start: Instant(rawValue: 0), interval: history.interval, count: 0)
    for index in grid.index(of: first)...grid.index(of: last) {
      let start = grid.instant(at: index)
      let day = index >= 0 ? index / perDay : -((-index + perDay - 1) / perDay)
      let isKnown = pages.indices.contains(day - firstDay) && pages[day - firstDay] >= 0
      let cell = isKnown ? cells[Int(pages[day - firstDay]) * perDay + index - day * perDay] : Cell()
      history.starts.append(start)
      history.contacts.append(cell.contacts)
      history.timedContacts.append(cell.timedContacts)
      history.handleSeconds.append(cell.handleSeconds)
    }
    return history
  }
}
