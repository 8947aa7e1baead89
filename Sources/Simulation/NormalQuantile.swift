#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The inverse of the standard normal distribution, accurate to about 1e-16: one uniform number gives one normal number,
/// and more gives more, which keeps scenarios that share random numbers close to each other.
/// - SeeAlso: M. J. Wichura, *Algorithm AS 241: the percentage points of the normal distribution*, Applied Statistics 37
///   (1988).
/// - Precondition: 0 < share < 1.
@inline(__always)
func normalQuantile(_ share: Double) -> Double {
  let q = share - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    let a =
      3.387132872796366608 + r
      * (133.14166789178437745 + r
        * (1971.5909503065514427 + r
          * (13731.693765509461125
            + r
            * (45921.953931549871457 + r
              * (67265.770927008700853 + r
                * (33430.575583588128105
                  + r * 2509.0809287301226727))))))
    let b =
      1 + r
      * (42.313330701600911252 + r
        * (687.18700749205790830 + r
          * (5394.1960214247511077
            + r
            * (21213.794301586595867 + r
              * (39307.895800092710610 + r
                * (28729.085735721942674
                  + r * 5226.4952788528545610))))))
    return q * a / b
  }
  return normalTail(share, isLower: q < 0)
}

private func normalTail(_ share: Double, isLower: Bool) -> Double {
  var r = (-log(isLower ? share : 1 - share)).squareRoot()
  let value: Double
  if r <= 5 {
    r -= 1.6
    let a =
      1.42343711074968357734 + r
      * (4.63033784615654529590 + r
        * (5.76949722146069140550
          + r
          * (3.64784832476320460504 + r
            * (1.27045825245236838258 + r
              * (0.241780725177450611770
                + r * (0.0227238449892691845833 + r * 7.74545014278341407640e-4))))))
    let b =
      1 + r
      * (2.05319162663775882187 + r
        * (1.67638483018380384940 + r
          * (0.689767334985100004550
            + r
            * (0.148103976427480074590 + r
              * (0.0151986665636164571966 + r
                * (5.47593808499534494600e-4
                  + r * 1.05075007164441684324e-9))))))
    value = a / b
  } else {
    r -= 5
    let a =
      6.65790464350110377720 + r
      * (5.46378491116411436990 + r
        * (1.78482653991729133580
          + r
          * (0.296560571828504891230 + r
            * (0.0265321895265761230930 + r
              * (0.00124266094738807843860
                + r * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7))))))
    let b =
      1 + r
      * (0.599832206555887937690 + r
        * (0.136929880922735805310 + r
          * (0.0148753612908506148525
            + r
            * (7.86869131145613259100e-4 + r
              * (1.84631831751005468180e-5 + r
                * (1.42151175831644588870e-7
                  + r * 2.04426310338993978564e-15))))))
    value = a / b
  }
  return isLower ? -value : value
}

/// The two-sided quantile of Student's t for `confidence`, by Cornish and Fisher's expansion: within 1 % from four degrees
/// of freedom on.
/// - Precondition: degrees ≥ 1.
func studentQuantile(confidence: Double, degrees: Int) -> Double {
  let z = normalQuantile((1 + confidence) / 2)
  let n = Double(degrees)
  let z2 = z * z
  let first = z * (z2 + 1) / (4 * n)
  let second = z * (5 * z2 * z2 + 16 * z2 + 3) / (96 * n * n)
  let third = z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / (384 * n * n * n)
  return z + first + second + third
}
