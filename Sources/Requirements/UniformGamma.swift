#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Incomplete gamma functions of large shape at one ratio λ of argument to shape, by Temme's uniform expansion:
///
///     P(v, λv) = ½ erfc(−η√(v/2)) − e^(−½vη²) ÷ √(2πv) · Σ cₖ(η) v⁻ᵏ,  ½η² = λ − 1 − ln λ
///
/// and Q = 1 − P. The coefficients are power series in η, and the same for every shape: `SIMD8` lanes are k = 0…7.
/// - SeeAlso: N. M. Temme, *The asymptotic expansion of the incomplete gamma functions*, SIAM J. Math. Anal. 10 (1979);
///   NIST Digital Library of Mathematical Functions 8.12.7–8.12.12 and 5.11.3.
struct UniformGamma {
  /// The least shape: the first term left out is below 2e-17 there.
  static let leastShape = 64.0

  /// ½η² = μ − ln(1 + μ), μ = λ − 1.
  let halfSquare: Double
  private let eta: Double
  private let coefficients: SIMD8<Double>

  /// - Parameter excess: μ = λ − 1, argument less shape, as a share of the shape.
  /// - Returns: nil where |η| > 0.65 (λ below 0.47 or above 1.8), beyond which the table is too short.
  init?(excess: Double) {
    guard excess > -0.53, excess < 0.79 else { return nil }
    halfSquare = Self.halfSquare(excess: excess)
    eta = (excess < 0 ? -1 : 1) * (2 * halfSquare).squareRoot()
    // Even and odd powers apart: two chains half as long. The series converge like (η/3.5)ⁱ.
    let square = SIMD8<Double>(repeating: eta * eta)
    var even = SIMD8<Double>.zero
    var odd = even
    var index = (abs(eta) < 0.12 ? 12 : Self.table.count) - 2
    while index >= 0 {
      even = even * square + Self.table[index]
      odd = odd * square + Self.table[index + 1]
      index -= 2
    }
    coefficients = even + odd * eta
  }

  /// μ − ln(1 + μ) without cancellation near 0; infinite at μ = −1.
  static func halfSquare(excess: Double) -> Double {
    guard abs(excess) < 0.03 else { return excess - log1p(excess) }
    var sum = 0.0
    for power in stride(from: 12.0, through: 2, by: -1) { sum = 1 / power - excess * sum }
    return excess * excess * sum
  }

  /// P(v, λv), D(v, λv) = (λv)ᵛ e^(−λv) ÷ Γ(v + 1), and their ratio: 0 and infinite where no number is as small, as large.
  ///
  /// - Parameter shape: v ≥ `leastShape`.
  func lower(_ shape: Double) -> (value: Double, density: Double, ratio: Double) {
    let root = (2 * .pi * shape).squareRoot()
    let kernel = exp(-shape * halfSquare)
    let z = -eta * (shape / 2).squareRoot()
    let tail = Self.tail(z, kernel: kernel)
    let correction = correction(shape)
    let gamma = Self.scaledGamma(shape)
    let scaled = root * tail - correction
    return (
      z < -13 ? 1 - kernel * (Self.tail(-z, kernel: kernel) + correction / root) : kernel * scaled / root,
      kernel / (root * gamma), scaled * gamma
    )
  }

  /// Q(v, λv) ÷ D(v, λv); infinite where no number is as large.
  ///
  /// - Parameter shape: v ≥ `leastShape`.
  func upperRatio(_ shape: Double) -> Double {
    let tail = Self.tail(eta * (shape / 2).squareRoot(), kernel: exp(-shape * halfSquare))
    return ((2 * .pi * shape).squareRoot() * tail + correction(shape)) * Self.scaledGamma(shape)
  }

  /// Σ cₖ(η) v⁻ᵏ.
  private func correction(_ shape: Double) -> Double {
    let r = 1 / shape
    let c = coefficients
    let low = c[0] + r * (c[1] + r * (c[2] + r * c[3]))
    let high = c[4] + r * (c[5] + r * (c[6] + r * c[7]))
    return low + r * r * (r * r) * high
  }

  /// D(v, λv), at any ratio.
  static func density(_ shape: Double, halfSquare: Double) -> Double {
    exp(-shape * halfSquare) / ((2 * .pi * shape).squareRoot() * scaledGamma(shape))
  }

  /// ½ erfc(z) ÷ e^(−z²): asymptotic where both are tiny.
  private static func tail(_ z: Double, kernel: Double) -> Double {
    guard z > 13 else { return 0.5 * erfc(z) / kernel }
    let r = 0.5 / (z * z)
    var sum = 1.0
    for odd in stride(from: 15.0, through: 1, by: -2) { sum = 1 - odd * r * sum }
    return sum / (2 * z * Double.pi.squareRoot())
  }

  /// Γ(v + 1) eᵛ v⁻ᵛ ÷ √(2πv) for v ≥ `leastShape`.
  static func scaledGamma(_ shape: Double) -> Double {
    let r = 1 / shape
    return 1 + r
      * (1.0 / 12 + r
        * (1.0 / 288 - r
          * (139.0 / 51_840 + r
            * (571.0 / 2_488_320 - r * (163_879.0 / 209_018_880 + r * (5_246_819.0 / 75_246_796_800))))))
  }

  /// Coefficients of ηⁱ in c₀(η)…c₇(η), from c₀ = 1/μ − 1/η and cₖ = (1/η) dcₖ₋₁/dη + (−1)ᵏ gₖ/μ in exact fractions,
  /// gₖ those of Stirling's series.
  private static let table: [SIMD8<Double>] = [
    SIMD8(
      -0.3333333333333333, -0.001851851851851852, 0.004133597883597883, 0.0006494341563786008, -0.0008618882909167117,
      -0.00033679855336635813, 0.0005313079364639922, 0.00034436760689237765),
    SIMD8(
      0.08333333333333333, -0.003472222222222222, -0.0026813271604938273, 0.00022947209362139917, 0.0007840392217200666,
      -6.972813758365857e-05, -0.0005921664373536939, 5.171790908260592e-05),
    SIMD8(
      -0.014814814814814815, 0.0026455026455026454, 0.0007716049382716049, -0.0004691894943952557,
      -0.0002990724803031902, 0.0002772753244959392, 0.0002708782096718045, -0.00033493161081142234),
    SIMD8(
      0.0011574074074074073, -0.0009902263374485596, 2.0093878600823047e-06, 0.00026772063206283885,
      -1.4638452578843418e-06, -0.00019932570516188847, 7.902353232660328e-07, 0.0002812695154763237),
    SIMD8(
      0.0003527336860670194, 0.00020576131687242798, -0.0001073665322636516, -7.561801671883977e-05,
      6.641498215465122e-05, 6.797780477937208e-05, -8.153969367561969e-05, -0.00010976582244684731),
    SIMD8(
      -0.0001787551440329218, -4.018775720164609e-07, 5.2923448829120125e-05, -2.396505113867297e-07,
      -3.968365047179435e-05, 1.419062920643967e-07, 5.61168275310625e-05, -1.2741009095484485e-07),
    SIMD8(
      3.919263178522438e-05, -1.8098550334489977e-05, -1.2760635188618728e-05, 1.1082654115347302e-05,
      1.1375726970678419e-05, -1.3594048189768693e-05, -1.8329116582843375e-05, 2.7744451511563645e-05),
    SIMD8(
      -2.185448510679992e-06, 7.64916091608111e-06, 3.423578734096138e-08, -5.6749528269915965e-06,
      2.507497226237533e-10, 8.018470256334202e-06, -3.0796134506033047e-09, -1.8263488805711332e-05),
    SIMD8(
      -1.85406221071516e-06, -1.6120900894563446e-06, 1.3721957309062934e-06, 1.4230900732435883e-06,
      -1.6954149536558305e-06, -2.291481176508095e-06, 3.465155368803609e-06, 5.7876949497350525e-06),
    SIMD8(
      8.296711340953087e-07, 4.647127802807434e-09, -6.298992138380055e-07, -2.7861080291528143e-11,
      8.907507532205309e-07, -3.252473551298454e-10, -2.0291327396058603e-06, 4.93875893393627e-10),
    SIMD8(
      -1.7665952736826078e-07, 1.378633446915721e-07, 1.4280614206064242e-07, -1.6958404091930278e-07,
      -2.292934834000805e-07, 3.4652846491085265e-07, 5.788792863149004e-07, -1.0595367014026043e-06),
    SIMD8(
      6.707853543401498e-09, -5.752545603517705e-08, -2.0477098421990866e-10, 8.099464905388083e-08,
      2.956794137544049e-11, -1.8447187191171344e-07, 2.338630673826657e-13, 6.166714376110408e-07),
    SIMD8(
      1.0261809784240309e-08, 1.1951628599778148e-08, -1.409252991086752e-08, -1.9111168485973655e-08,
      2.8865829742708783e-08, 4.8240967037894184e-08, -8.828600746330484e-08, -1.7562973359060463e-07),
    SIMD8(
      -4.382036018453353e-09, -1.7543241719747647e-11, 6.228974084922022e-09, 2.3928620439808118e-12,
      -1.4189739437803219e-08, -1.7989466721743514e-14, 4.7435958880408125e-08, -1.297447328701544e-12),
    SIMD8(
      9.14769958223679e-10, -1.0091543710600413e-09, -1.3670488396617114e-09, 2.0620131815488797e-09,
      3.4463580499464896e-09, -6.306194500013523e-09, -1.2545415020710383e-08, 2.695423606288966e-08),
    SIMD8(
      -2.5514193994946248e-11, 4.162792991842583e-10, 9.428356159014678e-13, -9.460496661855133e-10,
      -2.3024517174528067e-13, 3.162417628774568e-09, 8.649648858010293e-14, -1.4578352908731272e-08),
    SIMD8(
      -5.830772132550426e-11, -8.56390702649298e-11, 1.2872252400089318e-10, 2.1541049775774907e-10,
      -3.9409233028046403e-10, -7.840924253697429e-10, 1.6846058979264062e-09, 3.887645959386175e-09),
    SIMD8(
      2.4361948020667415e-11, 6.067215101604758e-14, -5.5645956134363323e-11, -1.388823336813903e-14,
      1.86023389685045e-10, 5.192679165254041e-15, -8.575492823577594e-10, -3.881002251019412e-17),
    SIMD8(
      -5.0276692801141755e-12, 7.1624989648114856e-12, 1.197593554636698e-11, -2.1894761681963938e-11,
      -4.356323005056618e-11, 9.358944242306784e-11, 2.1598224929232125e-10, -5.327994173877286e-10),
    SIMD8(
      1.1004392031956135e-13, -2.933186643771437e-12, -4.1689782251838634e-15, 9.790998951171684e-12,
      1.278600101629623e-15, -4.513426216163278e-11, -7.613230520476153e-16, 2.7437977643314844e-10),
    SIMD8(
      3.371763262400985e-13, 5.996696365683689e-13, -1.0940640427884595e-12, -2.178219188018096e-12,
      4.67927502665792e-12, 1.0799129993116828e-11, -2.6639822008536144e-11, -6.995796092070568e-11),
    SIMD8(
      -1.392388722418162e-13, -2.1671786527323313e-16, 4.662239946390136e-13, 6.208819573407901e-17,
      -2.149246470613483e-12, -3.661886712685252e-17, 1.3065700536611057e-11, 2.589986387486848e-17),
    SIMD8(
      2.8534893807047445e-14, -4.978339972369262e-14, -9.905105763906907e-14, 2.126978363279737e-13,
      4.908815614809652e-13, -1.210902069055155e-12, -3.1799163902367977e-12, 8.856689099669639e-12),
    SIMD8(
      -5.139111834242572e-16, 2.0291628823713425e-14, 1.8931876768373515e-17, -9.344688791517433e-14,
      -6.33859148489156e-18, 5.680743584990564e-13, 4.710976121367431e-18, -4.403168815871311e-12),
  ]
}
