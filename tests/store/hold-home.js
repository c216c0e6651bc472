// Takes the home named and keeps it until it is told to give it back. Says "held", or why it was refused.
import process from "node:process";
import { HomeLock } from "../../dist/store/home-lock.js";

try {
  const lock = HomeLock.acquire(process.argv[2], { address: "http://127.0.0.1:8722" });
  process.stdout.write("held\n");
  process.stdin.once("data", () => {
    lock.release();
    process.exit(0);
  });
} catch (error) {
  process.stdout.write(`${error.code}\n`);
}
