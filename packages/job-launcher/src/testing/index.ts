export { type FakeOpenAI, type FakeOpenAIOptions, startFakeOpenAI } from "./fake-openai.ts";
export { type FaultPlan, type Fault } from "./faults.ts";
export { type FakeService, startFakeService } from "./fake-service.ts";
export { chatDataset, writeSamplePlan } from "./sample-dataset.ts";
export { createTestClock, type TestClock } from "./test-clock.ts";
