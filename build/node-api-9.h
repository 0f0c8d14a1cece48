// Lets a native addon that asks for Node-API 10 be compiled for a host that has Node-API 9 (Electron before 35).
//
// Of what Node-API 10 brought, the SQLite driver uses one thing: references to values that are neither objects nor
// functions (it keeps strings and numbers in references). Node-API 9 answers napi_invalid_arg to those. Here such a
// value is put into an array of one element, and the array is referenced in its place; who asks for the value of
// such a reference gets the element. build/setup/sqlite-driver.mjs includes this file by force before all others.
#pragma once
#ifdef __cplusplus

#undef NAPI_VERSION
#define NAPI_VERSION 9
#include <node_api.h>

#include <unordered_set>

namespace node_api_9 {

// References are made, read and deleted on the thread of their environment only.
inline std::unordered_set<napi_ref>& boxed() {
  static thread_local std::unordered_set<napi_ref> references;
  return references;
}

inline bool is_referable(napi_valuetype type) {
  return type == napi_object || type == napi_function || type == napi_external || type == napi_symbol;
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (is_referable(type)) return napi_create_reference(env, value, count, result);

  napi_value box;
  status = napi_create_array_with_length(env, 1, &box);
  if (status == napi_ok) status = napi_set_element(env, box, 0, value);
  if (status == napi_ok) status = napi_create_reference(env, box, count, result);
  if (status == napi_ok) boxed().insert(*result);
  return status;
}

inline napi_status get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  napi_status status = napi_get_reference_value(env, reference, result);
  if (status != napi_ok || *result == nullptr || boxed().count(reference) == 0) return status;
  return napi_get_element(env, *result, 0, result);
}

inline napi_status delete_reference(napi_env env, napi_ref reference) {
  boxed().erase(reference);
  return napi_delete_reference(env, reference);
}

}  // namespace node_api_9

#define napi_create_reference node_api_9::create_reference
#define napi_get_reference_value node_api_9::get_reference_value
#define napi_delete_reference node_api_9::delete_reference

#endif
