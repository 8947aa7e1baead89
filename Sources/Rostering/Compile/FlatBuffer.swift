/// Memory of a fixed size, allocated once and owned by one object: what the hot loops of the search work on.
///
/// Arrays would be checked for uniqueness and range at every access, which costs the search half of its speed. A buffer
/// never grows, is filled when it is made, and is freed with its owner. `base` must not outlive the buffer.
final class FlatBuffer<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(count: Int, filledWith value: Element) {
    precondition(count >= 0, "a buffer cannot have a negative size")
    base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
    base.initialize(repeating: value, count: max(1, count))
    self.count = count
  }

  convenience init(_ elements: [Element], spare: Int = 0, filledWith value: Element) {
    self.init(count: elements.count + spare, filledWith: value)
    elements.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { base.update(from: first, count: source.count) }
    }
  }

  deinit { base.deallocate() }

  /// Checked access for code that is not in a hot loop.
  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index \(index) is outside a buffer of \(count)")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) is outside a buffer of \(count)")
      base[index] = newValue
    }
  }
}

/// A buffer that nobody writes any more.
///
/// `@unchecked Sendable` holds because the only reference to the mutable buffer is the private one below, and every
/// access goes through a read-only pointer.
struct FrozenBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let storage: FlatBuffer<Element>

  /// - Parameter spare: cells after the last element, filled with `value`, that a vector load may touch.
  init(_ elements: [Element], spare: Int = 0, filledWith value: Element) {
    storage = FlatBuffer(elements, spare: spare, filledWith: value)
  }

  var base: UnsafePointer<Element> { UnsafePointer(storage.base) }
  var count: Int { storage.count }
  subscript(index: Int) -> Element { storage[index] }
}
