import { useEffect, useState } from "react";

/** Typing is followed with this much patience: letters of one word come some 100 ms apart. */
const PATIENCE = 25;

/** A value once it has not changed for a while. */
export function useSettled<Value>(value: Value, milliseconds = PATIENCE): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
