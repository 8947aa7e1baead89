/// Contacts and handle time by stream and interval, while tickets come in any order: only intervals that have some take
/// room, 24 bytes each where tickets come by time.
struct CellTable {
  struct Cell {
    /// The interval's number.
    var interval: UInt32
    var contacts: UInt32 = 0
    var timedContacts: UInt32 = 0
    var handleSeconds = 0.0
  }

  /// The cells of one stream, in the order of tickets until they are sorted.
  private struct Stream {
    var cells: [Cell] = []
    var isSorted = true
    /// So many cells are sorted and joined before more are added.
    var limit = 4096

    mutating func join() {
      guard !isSorted else { return }
      cells.sort { $0.interval < $1.interval }
      var last = 0
      for index in cells.indices.dropFirst() {
        if cells[index].interval == cells[last].interval {
          cells[last].contacts += cells[index].contacts
          cells[last].timedContacts += cells[index].timedContacts
          cells[last].handleSeconds += cells[index].handleSeconds
        } else {
          last += 1
          cells[last] = cells[index]
        }
      }
      cells.removeLast(cells.count - last - 1)
      isSorted = true
    }
  }

  private var streams: [Stream] = []

  var isEmpty: Bool { streams.isEmpty }

  /// - Precondition: fewer than 2³² intervals and contacts.
  mutating func add(stream: Int, interval: Int, handleSeconds: Double?) {
    while streams.count <= stream { streams.append(Stream()) }
    let interval = UInt32(interval)
    let last = streams[stream].cells.last?.interval
    if last != interval {
      if let last, interval < last { streams[stream].isSorted = false }
      if streams[stream].cells.count >= streams[stream].limit, !streams[stream].isSorted {
        streams[stream].join()
        streams[stream].limit = max(4096, 2 * streams[stream].cells.count)
        if let last = streams[stream].cells.last?.interval, interval <= last { streams[stream].isSorted = false }
      }
      streams[stream].cells.append(Cell(interval: interval))
    }
    let place = streams[stream].cells.count - 1
    streams[stream].cells[place].contacts += 1
    if let handleSeconds {
      streams[stream].cells[place].timedContacts += 1
      streams[stream].cells[place].handleSeconds += handleSeconds
    }
  }

  /// The streams that have cells, by number, their cells by time.
  mutating func sorted() -> [(stream: Int, cells: [Cell])] {
    var result: [(stream: Int, cells: [Cell])] = []
    for index in streams.indices where !streams[index].cells.isEmpty {
      streams[index].join()
      result.append((index, streams[index].cells))
      streams[index].cells = []
    }
    return result
  }
}
