import OnusValues
import Testing

private func decimal(_ text: String) throws -> Decimal { try #require(Decimal(text), "\(text)") }

@Suite("Decimals")
struct DecimalTests {
    @Test(
        "a text is read and printed as it was written",
        arguments: ["0", "1.10", "-3", "0.00", "-0.05", "9999999999999999999999999999999999"])
    func prints(text: String) throws { #expect(try decimal(text).description == text) }

    @Test("exponents are worked in")
    func exponents() throws {
        #expect(try decimal("1e3").description == "1000")
        #expect(try decimal("2.5E-4").description == "0.00025")
        #expect(try decimal("1.50e1").description == "15.0")
        #expect(try decimal("0e9999").description == "0")
    }

    @Test(
        "what is no decimal of 34 digits is refused",
        arguments: [
            "", " 1", "1 ", ".5", "5.", "1e", "0x1", "1_000", "١", "1e35", "--1", "NaN",
            "10000000000000000000000000000000000", "1e-35", "1e99999",
        ])
    func refused(text: String) { #expect(Decimal(text) == nil) }

    @Test("equality, hash and order go by the number")
    func equality() throws {
        let (short, long) = (try decimal("1.1"), try decimal("1.10"))
        #expect(short == long)
        #expect(Set([short, long]).count == 1)
        #expect(try decimal("-2") < decimal("-1.99"))
        #expect(try decimal("0.0000000000000000000000000000000001") < decimal("9e33"))
        #expect(try decimal("-9e33") < decimal("-0.1"))
        #expect(!(short < long))
    }

    @Test("sums, differences and products are exact")
    func exact() throws {
        #expect(try (decimal("0.1") + decimal("0.2")).description == "0.3")
        #expect(try (decimal("1.10") - decimal("0.1")).description == "1.00")
        #expect(try (decimal("1.10") * decimal("3")).description == "3.30")
        let half = try decimal("0.5")
        #expect(try (decimal("2e33") * half) == decimal("1e33"))
        let wide = try decimal("999999999999999999999999999999999.9")
        #expect(try (wide + decimal("0.1")) == decimal("1e33"))
    }

    @Test("what does not fit 34 digits is an error, never rounded")
    func overflow() throws {
        let most = try decimal("9999999999999999999999999999999999")
        #expect(throws: ArithmeticError.overflow) { try most + Decimal(1) }
        #expect(throws: ArithmeticError.overflow) { try most * most }
        #expect(throws: ArithmeticError.overflow) { try decimal("1e33") + decimal("0.001") }
        #expect(throws: ArithmeticError.divisionByZero) { try most / Decimal.zero }
    }

    @Test("a quotient is rounded half to even")
    func division() throws {
        #expect(try decimal("1").divided(by: decimal("8"), scale: 2).description == "0.12")
        #expect(try decimal("3").divided(by: decimal("8"), scale: 2).description == "0.38")
        #expect(try decimal("-1").divided(by: decimal("3"), scale: 3).description == "-0.333")
        #expect(try decimal("0.01").divided(by: decimal("1e33"), scale: 0).description == "0")
        #expect(try decimal("1.25").divided(by: decimal("1"), scale: 1).description == "1.2")
        #expect(try (decimal("10") / decimal("4")).description == "2.5")
        #expect(
            try (decimal("2") / decimal("3")).description == "0.6666666666666666666666666666666667")
        #expect(
            try (decimal("2e33") / decimal("3")).description
                == "666666666666666666666666666666666.7")
    }

    @Test("rounding follows its rule")
    func rounding() throws {
        #expect(try decimal("2.345").rounded(scale: 2).description == "2.34")
        #expect(try decimal("-2.345").rounded(scale: 2, .awayFromZero).description == "-2.35")
        #expect(try decimal("-2.341").rounded(scale: 2, .up).description == "-2.34")
        #expect(try decimal("2.341").rounded(scale: 2, .up).description == "2.35")
        #expect(try decimal("2").rounded(scale: 2).description == "2.00")
    }

    @Test("a double is taken exactly or by its shortest text")
    func doubles() {
        #expect(Decimal(exactly: 0.5)?.description == "0.5")
        #expect(Decimal(exactly: 0.1) == nil)
        #expect(Decimal(exactly: -3)?.description == "-3")
        #expect(Decimal(exactly: 1e300) == nil)
        #expect(Decimal(exactly: .infinity) == nil)
        #expect(Decimal(shortest: 0.1)?.description == "0.1")
        #expect(Decimal(exactly: .leastNonzeroMagnitude) == nil)
        #expect(Decimal("0.1")?.doubleValue == 0.1)
    }

    @Test("sums and products agree with binary arithmetic on small numbers")
    func law() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2000 {
            let (one, other) = (random.next(below: 2_000_001), random.next(below: 2_000_001))
            let (left, right) = (one - 1_000_000, other - 1_000_000)
            let (a, b) = (random.next(below: 5), random.next(below: 5))
            let first = try #require(Decimal(coefficient: Int128(left), scale: a))
            let second = try #require(Decimal(coefficient: Int128(right), scale: b))
            let product = try first * second
            #expect(product == Decimal(coefficient: Int128(left) * Int128(right), scale: a + b))
            #expect(try (first + second) - second == first)
            #expect(Decimal(product.description) == product)
            #expect((first < second) == (first.doubleValue < second.doubleValue))
            if right != 0 { #expect(try product / second == first) }
        }
    }
}
