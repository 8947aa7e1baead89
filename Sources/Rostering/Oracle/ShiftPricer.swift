/// Net costs of the starts of a row: pay, night premium and wishes less the rewards of presence outside breaks.
///
/// The one place where a duty is priced; the week oracle and the responses of one and two days all read from here.
final class ShiftPricer {
  let roster: CompiledRoster
  private let kinds: [ShiftKind]
  private let costs: UnsafePointer<Int32>
  private let wishes: UnsafePointer<Int32>

  init(roster: CompiledRoster) {
    self.roster = roster
    kinds = roster.kinds
    costs = roster.rowCosts.base
    wishes = roster.wishCosts.base
  }

  /// Fills `out[x - low]` for the start cells `low ... high` of a row, in vectors of eight: up to seven cells after the
  /// last are overwritten with no meaning. Starts off the grid stay at or above `PriceScale.possibleLimit`.
  /// - Parameter wishOffset: where the wishes for the row's first start lie.
  @inline(__always)
  func price(
    _ row: ShiftRow, low: Int, high: Int, wishOffset: Int, field: PriceField, into out: UnsafeMutablePointer<Int32>
  ) {
    let breaks = kinds[row.kind].breaks
    let count = high &- low &+ 1
    let start = row.first &+ low
    let cost = costs + (row.cost &+ low)
    let wish = wishes + (wishOffset &+ low)
    let from = field.prefix + start
    let to = field.prefix + (start &+ row.length)
    switch breaks.count {
    case 0:
      var x = 0
      while x < count {
        store(load(cost, x) &+ load(wish, x) &- (load(to, x) &- load(from, x)), out, x)
        x &+= 8
      }
    case 1:
      let a = field.window(breaks[0].windowClass) + (start &+ breaks[0].earliest)
      var x = 0
      while x < count {
        store(load(cost, x) &+ load(wish, x) &- (load(to, x) &- load(from, x)) &+ load(a, x), out, x)
        x &+= 8
      }
    case 3:
      let a = field.window(breaks[0].windowClass) + (start &+ breaks[0].earliest)
      let b = field.window(breaks[1].windowClass) + (start &+ breaks[1].earliest)
      let c = field.window(breaks[2].windowClass) + (start &+ breaks[2].earliest)
      var x = 0
      while x < count {
        let given = load(a, x) &+ load(b, x) &+ load(c, x)
        store(load(cost, x) &+ load(wish, x) &- (load(to, x) &- load(from, x)) &+ given, out, x)
        x &+= 8
      }
    default:
      var x = 0
      while x < count {
        var value = load(cost, x) &+ load(wish, x) &- (load(to, x) &- load(from, x))
        for window in breaks {
          value = value &+ load(field.window(window.windowClass) + (start &+ window.earliest), x)
        }
        store(value, out, x)
        x &+= 8
      }
    }
  }

  @inline(__always)
  private func load(_ pointer: UnsafePointer<Int32>, _ offset: Int) -> Lanes { loadEight(pointer + offset) }

  @inline(__always)
  private func store(_ value: Lanes, _ pointer: UnsafeMutablePointer<Int32>, _ offset: Int) {
    storeEight(value, to: pointer + offset)
  }
}
