import Testing

@testable import Forecasting

@Test("the module loads") func moduleLoads() {}
