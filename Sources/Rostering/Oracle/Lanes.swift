// Eight whole numbers at a time, at any address. `pointwiseMin` does not become vector code; a masked replacement does.

@inline(__always)
func loadEight(_ pointer: UnsafePointer<Int32>) -> SIMD8<Int32> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Int32>.self)
}

@inline(__always)
func loadEight(_ pointer: UnsafeMutablePointer<Int32>) -> SIMD8<Int32> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Int32>.self)
}

@inline(__always)
func storeEight(_ value: SIMD8<Int32>, to pointer: UnsafeMutablePointer<Int32>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD8<Int32>.self)
}

@inline(__always)
func lesser(_ left: SIMD8<Int32>, _ right: SIMD8<Int32>) -> SIMD8<Int32> {
  left.replacing(with: right, where: right .< left)
}
