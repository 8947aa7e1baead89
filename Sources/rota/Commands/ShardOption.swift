/// A part of many cases, for machines that need no word with one another.
struct Shard: Hashable, Sendable {
  /// From 1.
  var number: Int
  var count: Int

  static let all = Shard(number: 1, count: 1)

  /// `2/8`; nil where it is none.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1, (1...count).contains(number) else {
      return nil
    }
    self.init(number: number, count: count)
  }

  init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// Every `count`-th, from the `number`-th.
  func part<Item>(of items: [Item]) -> [Item] {
    items.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
  }
}

/// The option that names a shard, shared by the commands that have many cases.
enum ShardOption {
  static let shard = Option(
    "shard", ValueKind<Shard>("I/N", expectation: "a shard such as 2/8") { Shard($0) }, default: "1/1",
    "Of a sweep's or a batch's cases only every N-th, from the I-th.")
}
