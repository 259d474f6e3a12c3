export { type FakeFireworks, startFakeFireworks } from "./fake-fireworks.ts";
export { type FakeOpenAI, type FakeOpenAIOptions, startFakeOpenAI } from "./fake-openai.ts";
export { type FakeAnswer, type FakeRequest, type FakeService, startFakeService } from "./fake-service.ts";
export { type FakeTogether, startFakeTogether } from "./fake-together.ts";
export { type Fault, type FaultPlan } from "./faults.ts";
export { chatDataset, samplePlan, writeSamplePlan } from "./sample-dataset.ts";
export { createTestClock, type TestClock } from "./test-clock.ts";
