/// Loops over the cells of a line of states, written so that the compiler turns them into vector instructions: no
/// checked arithmetic and no conditional writes.
enum Lines {
  /// `write = read + price`
  @inline(__always) static func add(
    _ price: Double, _ read: UnsafePointer<Double>, _ write: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    var cell = 0
    while cell < count {
      write[cell] = read[cell] + price
      cell &+= 1
    }
  }

  /// `write = min(write, read + price)`
  @inline(__always) static func take(
    _ price: Double, _ read: UnsafePointer<Double>, _ write: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    var cell = 0
    while cell < count {
      let value = read[cell] + price
      let known = write[cell]
      write[cell] = value < known ? value : known
      cell &+= 1
    }
  }

  /// `write = min(left, right)`; `write` may be `left`.
  @inline(__always) static func least(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ write: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    var cell = 0
    while cell < count {
      let one = left[cell]
      let other = right[cell]
      write[cell] = other < one ? other : one
      cell &+= 1
    }
  }

  @inline(__always) static func fill(_ write: UnsafeMutablePointer<Double>, _ count: Int) {
    var cell = 0
    while cell < count {
      write[cell] = .infinity
      cell &+= 1
    }
  }
}
