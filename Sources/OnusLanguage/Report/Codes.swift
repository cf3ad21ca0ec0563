/// Codes of mistakes that no rule of `Check/Rules` stands for: those of reading, and those that the
/// checker meets while it gives names and expressions their meaning.
package enum Code: String, Sendable, CaseIterable {
    // YAML
    case yamlSyntax = "Y001"
    case yamlDuplicateKey = "Y002"
    case yamlKey = "Y003"
    case yamlMergeKey = "Y004"
    case yamlTag = "Y005"
    case yamlAnchor = "Y006"
    case yamlAlias = "Y007"
    case yamlSeveralDocuments = "Y008"
    case yamlEmpty = "Y009"
    case yamlEncoding = "Y010"
    case yamlCharacter = "Y011"
    case yamlTooLarge = "Y012"
    case yamlTooDeep = "Y013"
    case yamlTooManyNodes = "Y014"
    case yamlExpandsTooFar = "Y015"
    case yamlMore = "Y016"
    case unreadableFile = "Y017"

    // Shapes
    case unknownKey = "W001"
    case wrongType = "W002"
    case missingKey = "W003"
    // W004 was for parts of the language that this could not run yet.
    case languageVersion = "W005"
    case badName = "W006"
    // W007 is the rule DuplicateID.
    case badTime = "W008"
    case unknownKind = "W009"
    case severalVerbs = "W010"
    case badLimit = "W011"
    case duplicateWorkflow = "W012"
    case tooManySteps = "W013"
    case more = "W014"

    // Names
    case unknownTask = "W020"
    case unknownParameter = "W021"
    case missingParameter = "W022"
    case badParameter = "W023"
    case unknownStep = "W024"
    case unknownLadder = "W025"
    case unknownVariable = "W026"
    case unknownForm = "W027"
    // W028 is the rule UnknownClause.
    case unknownWorkflow = "W029"
    case unknownInput = "W030"
    case unknownInOrganization = "W031"
    case unknownCalendar = "W032"
    case unknownOutcome = "W033"
    case refusedInput = "W107"

    // Expressions
    case expressionSyntax = "W040"
    case expressionType = "W041"
    case unguardedRead = "W042"
    case nameCollision = "W043"
    case timeInCondition = "W044"
    case impossibleWord = "W102"

    // Duties
    case incompleteDuty = "W050"
    case notADuty = "W051"
    case severalAccountable = "W110"

    // Organisations, calendars, projects and tests
    case unknownUnit = "O001"
    case unknownPerson = "O002"
    case duplicateInOrganization = "O003"
    case unitCycle = "O004"
    case selfDelegation = "O005"
    case badCalendar = "C001"
    case badTest = "T001"
    case strangerInTest = "T002"
    case impossibleOutcome = "T003"
    case unknownChannel = "P001"
    case badSettings = "P002"
    case wrongKind = "P003"
    case noChannel = "P004"
}
